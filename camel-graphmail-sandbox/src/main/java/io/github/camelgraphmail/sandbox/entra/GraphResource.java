package io.github.camelgraphmail.sandbox.entra;

import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import java.net.URI;

/**
 * By which names clients ask for a token for Graph: its own, and the address of this sandbox, for those that were given it
 * as their Graph endpoint.
 */
public record GraphResource(ListenAddress listen) {

    boolean isNamed(String resource) {
        if (resource.equals(AccessTokens.GRAPH_AUDIENCE)) {
            return true;
        }
        if (!resource.matches("https?://[^/?#@]+/?")) {
            return false;
        }
        try {
            String host = URI.create(resource).getHost();
            return host != null && listen.isNamed(host);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
