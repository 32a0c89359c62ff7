package io.github.camelgraphmail.http;

import org.apache.hc.core5.http.Header;

/**
 * A header whose {@code toString}, which is what the HTTP client writes to its header log, leaves the value out: it may
 * be a bearer token.
 */
record UnloggedHeader(String name, String value) implements Header {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getValue() {
        return value;
    }

    /** Never let into an index of compressed headers. */
    @Override
    public boolean isSensitive() {
        return true;
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}
