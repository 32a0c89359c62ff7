package io.github.camelgraphmail.delivery;

import java.util.Optional;

/**
 * Graph has accepted the mail.
 *
 * @param requestId Graph's id of the request that was accepted, null when the answer had none or was lost
 * @param clientRequestId our id of it, null when its answer was lost
 * @param attempts how many requests it took
 * @param draft the message that stands in Drafts, where that was asked for
 */
public record Delivered(
        DeliveryKind kind, String requestId, String clientRequestId, int attempts, Optional<Draft> draft) {

    /**
     * A message in Drafts.
     *
     * @param id Graph's id
     * @param internetMessageId its Message-ID, empty when the answer had none
     */
    public record Draft(String id, String internetMessageId) {}
}
