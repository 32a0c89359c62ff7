package io.github.camelgraphmail.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures what this process uses. A thread that has ended is not asked any more what it has allocated, so all are asked
 * all the time, and what counts is what each said last.
 */
final class UsageMeter implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 50;
    private static final String COMPONENT = "GraphMail";

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final Thread sampler = new Thread(this::sampleAllTheTime, "usage");

    // Both are guarded by this.
    private final Map<Long, Long> allocated = new HashMap<>();
    private int mostOfTheComponent;

    UsageMeter() {
        sampler.setDaemon(true);
        sampler.start();
    }

    synchronized Usage usage() {
        sample();
        long bytes = allocated.values().stream().mapToLong(Long::longValue).sum();
        return new Usage(System.nanoTime(), process.getProcessCpuTime(), bytes);
    }

    /** How many threads of the component there were at any time, at most. */
    synchronized int mostThreadsOfTheComponent() {
        return mostOfTheComponent;
    }

    private void sampleAllTheTime() {
        try {
            while (true) {
                sample();
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void sample() {
        Thread[] running = running();
        long[] ids = Arrays.stream(running)
                .filter(thread -> thread != sampler)
                .mapToLong(Thread::getId)
                .toArray();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) {
                allocated.put(ids[i], bytes[i]);
            }
        }
        int ofTheComponent = (int) Arrays.stream(running)
                .filter(thread -> thread.getName().contains(COMPONENT))
                .count();
        mostOfTheComponent = Math.max(mostOfTheComponent, ofTheComponent);
    }

    private static Thread[] running() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] found = new Thread[root.activeCount() + 100];
        return Arrays.copyOf(found, root.enumerate(found, true));
    }

    @Override
    public void close() {
        sampler.interrupt();
    }
}
