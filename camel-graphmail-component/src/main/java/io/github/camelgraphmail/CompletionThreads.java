package io.github.camelgraphmail;

import io.github.camelgraphmail.delivery.Delay;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what follows after a mail on a few threads, and on more only while these are all held up: a step of a route that waits
 * for another mail must not keep that mail's thread from it. Safe for use by many threads.
 */
final class CompletionThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(CompletionThreads.class);

    private final Executor threads;
    private final int usual;
    private final Duration patience;
    private final Delay delay;

    // All are guarded by this.
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
    private long begun;
    private boolean watched;

    /**
     * @param threads gives each task a thread at once, or refuses it because the component stops
     * @param usual how many threads there are as long as one of them gets on
     * @param patience for how long all of them may be held up before there are more
     */
    CompletionThreads(Executor threads, int usual, Duration patience, Delay delay) {
        this.threads = threads;
        this.usual = usual;
        this.patience = patience;
        this.delay = delay;
    }

    /** Runs the task; when the component stops on this thread, so that no exchange is left without an end. */
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (running >= usual) {
                watch();
                return;
            }
            running++;
        }
        start();
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
            try {
                task.run();
            } catch (RuntimeException e) {
                // The route's own; the next task has nothing to do with it.
                LOG.error("What follows after a mail has failed", e);
            }
        }
    }

    private synchronized Runnable next() {
        Runnable task = waiting.poll();
        if (task == null) {
            running--;
        } else {
            begun++;
        }
        return task;
    }

    private void watch() {
        if (!watched) {
            watched = true;
            long seen = begun;
            try {
                delay.after(patience, () -> check(seen));
            } catch (RejectedExecutionException stopped) {
                watched = false;
            }
        }
    }

    private void check(long seen) {
        int more;
        synchronized (this) {
            watched = false;
            if (waiting.isEmpty()) {
                return;
            }
            more = begun == seen ? Math.min(waiting.size(), running) : 0;
            running += more;
            watch();
        }
        for (int i = 0; i < more; i++) {
            start();
        }
    }
}
