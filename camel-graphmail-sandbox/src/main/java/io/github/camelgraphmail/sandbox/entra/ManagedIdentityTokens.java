package io.github.camelgraphmail.sandbox.entra;

import io.github.camelgraphmail.sandbox.core.Directory;
import io.github.camelgraphmail.sandbox.core.ManagedIdentity;
import java.util.Optional;

/** Gives tokens to the managed identities of this machine, which prove themselves by running on it. */
public final class ManagedIdentityTokens {

    private final Directory directory;
    private final AccessTokens tokens;
    private final GraphResource graph;

    public ManagedIdentityTokens(Directory directory, AccessTokens tokens, GraphResource graph) {
        this.graph = graph;
        this.directory = directory;
        this.tokens = tokens;
    }

    /** What a request for a managed identity's token comes to. */
    public sealed interface Reply {

        /** @param clientId of the identity that the token is for */
        record Issued(String clientId, TokenReply.Issued token) implements Reply {}

        record Refused(String error, String description) implements Reply {}
    }

    /**
     * @param resource what the token is for, without {@code /.default}; null when it was left out
     * @param clientId of a user-assigned identity; empty for the machine's own
     */
    public Reply token(String resource, Optional<String> clientId) {
        if (resource == null || !graph.isNamed(resource)) {
            return new Reply.Refused(
                    "invalid_resource", "AADSTS500011: The resource principal named " + resource + " was not found.");
        }
        Optional<ManagedIdentity> identity = directory.identity(clientId);
        if (identity.isEmpty()) {
            return new Reply.Refused("invalid_request", "Identity not found");
        }
        TokenReply.Issued token = tokens.issue(identity.get().principal(), AccessTokens.Proof.ASSERTION, null);
        return new Reply.Issued(identity.get().principal().clientId(), token);
    }
}
