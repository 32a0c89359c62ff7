package io.github.camelgraphmail.benchmarks.client;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** What the JIT compiler has done since it was last asked. For one thread. */
final class JitCompiler {

    /** Of all its threads together, between two looks. */
    private static final long REST_MILLIS = 20;

    /** So many looks in a row: what it is at work on does not show before it is done, which can take more than one. */
    private static final int LOOKS = 5;

    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private long compiled = compiler.getTotalCompilationTime();
    private int rests;

    /** Whether it has done little for a while. To be asked once a second. */
    boolean hasRested() {
        long before = compiled;
        compiled = compiler.getTotalCompilationTime();
        rests = compiled - before < REST_MILLIS ? rests + 1 : 0;
        return rests >= LOOKS;
    }
}
