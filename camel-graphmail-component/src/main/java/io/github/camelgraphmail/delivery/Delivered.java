package io.github.camelgraphmail.delivery;

import java.util.Optional;

/**
 * Graph has accepted the mail, now or before.
 *
 * @param requestId Graph's id of the request that was accepted, null when the answer had none or was lost
 * @param clientRequestId our id of it, null when its answer was lost
 * @param attempts how many requests it took
 * @param draft the message that stands in Drafts, where that was asked for
 */
public record Delivered(
        DeliveryKind kind, String requestId, String clientRequestId, int attempts, Optional<Draft> draft) {

    /** The same mail, brought once more. */
    Delivered again() {
        return new Delivered(DeliveryKind.DUPLICATE, null, null, 0, draft);
    }

    /**
     * A message that is or was a draft.
     *
     * @param id Graph's id
     * @param internetMessageId its Message-ID, empty when the answer had none
     */
    public record Draft(String id, String internetMessageId) {}
}
