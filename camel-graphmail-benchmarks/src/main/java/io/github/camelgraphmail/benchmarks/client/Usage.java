package io.github.camelgraphmail.benchmarks.client;

/** What a process has used: of the clock, of all cores together, of the heap by all threads together. */
public record Usage(long nanos, long cpuNanos, long allocatedBytes) {

    Usage since(Usage start) {
        return new Usage(nanos - start.nanos, cpuNanos - start.cpuNanos, allocatedBytes - start.allocatedBytes);
    }

    public double seconds() {
        return nanos / 1e9;
    }
}
