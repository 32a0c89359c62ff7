package io.github.camelgraphmail.delivery;

/** How long bytes become as Base64. */
final class Base64Length {

    private Base64Length() {}

    static long of(long bytes) {
        return (bytes + 2) / 3 * 4;
    }
}
