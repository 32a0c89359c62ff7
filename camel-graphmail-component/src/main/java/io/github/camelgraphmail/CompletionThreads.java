package io.github.camelgraphmail;

import io.github.camelgraphmail.delivery.Delay;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs what follows after a mail on a few threads, on some more while there is much to do, and on as many as it takes while
 * all are held up: a step of a route that waits for another mail must not keep that mail's thread from it. Safe for use by
 * many threads.
 */
final class CompletionThreads implements Executor, AutoCloseable {

    /** So many looks in a row have to find that nothing has begun, before there are more than usual in busy times. */
    private static final int STUCK = 4;

    private final Executor threads;
    private final int usual;
    private final int busy;
    private final Duration patience;
    private final Delay delay;

    // All are guarded by this.
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
    private long begun;
    private boolean watched;
    private int stuck;
    private boolean closed;

    /**
     * @param threads gives each task a thread at once, or refuses it because the component stops
     * @param usual how many threads there are as long as tasks need not wait
     * @param busy how many there are at most as long as one of them gets on
     * @param patience how long tasks may wait before there are more threads
     */
    CompletionThreads(Executor threads, int usual, int busy, Duration patience, Delay delay) {
        this.threads = threads;
        this.usual = usual;
        this.busy = busy;
        this.patience = patience;
        this.delay = delay;
    }

    /** Runs the task, which throws nothing; when the component stops on this thread, so that no exchange is left without an end. */
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (running >= usual && !closed) {
                watch();
                return;
            }
            running++;
        }
        start();
    }

    /** From now on nothing waits for a thread: those that are held up may be so until the very end. */
    @Override
    public void close() {
        int more;
        synchronized (this) {
            closed = true;
            more = waiting.size();
            running += more;
        }
        for (int i = 0; i < more; i++) {
            start();
        }
    }

    private void start() {
        try {
            threads.execute(this::work);
        } catch (RejectedExecutionException stopped) {
            work();
        }
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    /** To wake a thread costs more than to let others go first once: one of them is often just reading an answer. */
    private Runnable next() {
        Runnable task = poll();
        if (task == null) {
            Thread.yield();
            task = pollOrLeave();
        }
        return task;
    }

    private synchronized Runnable poll() {
        Runnable task = waiting.poll();
        if (task != null) {
            begun++;
        }
        return task;
    }

    private synchronized Runnable pollOrLeave() {
        Runnable task = poll();
        if (task == null) {
            running--;
        }
        return task;
    }

    /** How many tasks have begun. */
    synchronized long begun() {
        return begun;
    }

    private void watch() {
        if (!watched) {
            watched = true;
            long before = begun;
            long all = begun + waiting.size();
            try {
                delay.after(patience, () -> check(before, all));
            } catch (RejectedExecutionException stopped) {
                watched = false;
            }
        }
    }

    /**
     * @param before how many tasks had begun some time ago
     * @param all how many there were then, with those that waited
     */
    private void check(long before, long all) {
        int more;
        synchronized (this) {
            watched = false;
            if (waiting.isEmpty()) {
                stuck = 0;
                return;
            }
            stuck = begun == before ? stuck + 1 : 0;
            int most = stuck >= STUCK ? Integer.MAX_VALUE : busy;
            more = begun < all ? Math.max(0, Math.min(Math.min(waiting.size(), running), most - running)) : 0;
            running += more;
            watch();
        }
        for (int i = 0; i < more; i++) {
            start();
        }
    }
}
