package io.github.camelgraphmail;

/** How much the tests do that find more the longer they run. */
final class Soak {

    private Soak() {}

    /** Whether all of it was asked for, by {@code -Dsoak=true}. */
    static boolean isWanted() {
        return Boolean.getBoolean("soak");
    }

    /** What chance begins with: another one each time, unless {@code -Dsoak.seed} says which. */
    static long seed() {
        return Long.getLong("soak.seed", System.nanoTime());
    }
}
