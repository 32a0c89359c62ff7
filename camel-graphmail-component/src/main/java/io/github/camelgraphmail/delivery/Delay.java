package io.github.camelgraphmail.delivery;

import java.time.Duration;

/** Runs something later, without holding a thread until then. */
@FunctionalInterface
public interface Delay {

    void after(Duration wait, Runnable task);
}
