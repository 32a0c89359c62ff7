package io.github.camelgraphmail;

import java.util.concurrent.CompletionStage;

/**
 * Gets access tokens for Microsoft Graph, for those who have their own way to do so. The component keeps a token until
 * shortly before its expiry and makes one request at a time, so an implementation needs no cache.
 */
@FunctionalInterface
public interface AccessTokenProvider {

    /**
     * Gets a new token. Called from any thread; it should not block.
     *
     * @return completes with the token; or with {@link GraphAuthenticationException} when asking again is useless until
     *     somebody has changed something, with an {@link java.io.IOException} when asking again later may help
     */
    CompletionStage<AccessToken> accessToken(TokenRequest request);
}
