package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.graph.GraphError;
import java.util.Optional;

/** Ends a request with an error of Graph's, which may come with a claims challenge. */
final class Refused extends Exception {

    private final transient GraphError error;
    private final transient Optional<String> claims;

    Refused(GraphError error) {
        this(error, Optional.empty());
    }

    Refused(GraphError error, Optional<String> claims) {
        super(error.message());
        this.error = error;
        this.claims = claims;
    }

    static void when(Optional<GraphError> error) throws Refused {
        if (error.isPresent()) {
            throw new Refused(error.get());
        }
    }

    GraphError error() {
        return error;
    }

    Optional<String> claims() {
        return claims;
    }
}
