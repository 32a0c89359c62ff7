package io.github.camelgraphmail.benchmarks.client;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** What the JIT compiler has done since it was last asked. For one thread. */
final class JitCompiler {

    /** Of all its threads together, between two looks. */
    private static final long REST_MILLIS = 20;

    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private long compiled = -1;

    /** Whether it has done little since the last look. */
    boolean hasRested() {
        long before = compiled;
        compiled = compiler.getTotalCompilationTime();
        return before >= 0 && compiled - before < REST_MILLIS;
    }
}
