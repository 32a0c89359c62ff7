package io.github.camelgraphmail.benchmarks.report;

/** Where figures come from. */
public record Machine(int cores, String jvm, String system, String heap) {

    /** This one. @param heap what the measured processes get */
    public static Machine here(String heap) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                heap);
    }

    public String text() {
        return cores + " cores, shared by client and server; " + system + "; " + jvm + "; heap of a client " + heap
                + ".";
    }
}
