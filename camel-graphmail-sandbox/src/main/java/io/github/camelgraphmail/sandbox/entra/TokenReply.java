package io.github.camelgraphmail.sandbox.entra;

/** What the token endpoint answers: a token or a refusal. */
public sealed interface TokenReply permits TokenReply.Issued, EntraError {

    /**
     * @param accessToken a signed JWT
     * @param expiresInSeconds its life from now
     */
    record Issued(String accessToken, long expiresInSeconds) implements TokenReply {

        @Override
        public String toString() {
            return "Issued[a token for " + expiresInSeconds + " s]";
        }
    }
}
