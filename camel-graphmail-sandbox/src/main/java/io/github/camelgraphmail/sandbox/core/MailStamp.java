package io.github.camelgraphmail.sandbox.core;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a sender marks a message with, to find it again.
 *
 * @param internetMessageId the Message-ID that it asks for, with its angle brackets; empty to be given one
 * @param extendedProperties single-value extended properties, by their id
 */
public record MailStamp(Optional<String> internetMessageId, Map<String, String> extendedProperties) {

    public static final MailStamp NONE = new MailStamp(Optional.empty(), Map.of());

    public MailStamp {
        Objects.requireNonNull(internetMessageId, "internetMessageId");
        extendedProperties = Map.copyOf(extendedProperties);
    }
}
