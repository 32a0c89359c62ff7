package io.github.camelgraphmail.delivery;

/**
 * Graph has accepted the mail.
 *
 * @param requestId Graph's id of the request that was accepted, null when the answer had none
 * @param clientRequestId our id of it
 * @param attempts how many requests it took
 */
public record Delivered(DeliveryKind kind, String requestId, String clientRequestId, int attempts) {}
