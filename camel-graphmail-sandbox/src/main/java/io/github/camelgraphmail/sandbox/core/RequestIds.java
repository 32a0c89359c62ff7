package io.github.camelgraphmail.sandbox.core;

import java.util.Optional;
import java.util.UUID;

/**
 * The two ids Graph answers every request with.
 *
 * @param requestId made by the service
 * @param clientRequestId the client's own GUID, or {@code requestId} when it sent none
 */
public record RequestIds(String requestId, String clientRequestId) {

    /** Ids for a new request; what the client sent counts when it is a GUID. */
    public static RequestIds forRequest(String sentByClient) {
        String requestId = UUID.randomUUID().toString();
        return new RequestIds(requestId, guid(sentByClient).orElse(requestId));
    }

    private static Optional<String> guid(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text).toString());
        } catch (IllegalArgumentException notAGuid) {
            return Optional.empty();
        }
    }
}
