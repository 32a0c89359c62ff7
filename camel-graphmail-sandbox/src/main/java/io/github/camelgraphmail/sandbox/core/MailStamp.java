package io.github.camelgraphmail.sandbox.core;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client marks a message with, to find it again or to sort it.
 *
 * @param internetMessageId the Message-ID that it asks for, with its angle brackets; empty to be given one
 * @param extendedProperties single-value extended properties, by their id
 * @param read whether it counts as read; empty to leave that
 * @param flagStatus such as {@code flagged}; empty to leave that
 */
public record MailStamp(
        Optional<String> internetMessageId,
        Map<String, String> extendedProperties,
        Optional<Boolean> read,
        Optional<String> flagStatus) {

    public static final MailStamp NONE = new MailStamp(Optional.empty(), Map.of());

    public MailStamp {
        Objects.requireNonNull(internetMessageId, "internetMessageId");
        extendedProperties = Map.copyOf(extendedProperties);
        Objects.requireNonNull(read, "read");
        Objects.requireNonNull(flagStatus, "flagStatus");
    }

    public MailStamp(Optional<String> internetMessageId, Map<String, String> extendedProperties) {
        this(internetMessageId, extendedProperties, Optional.empty(), Optional.empty());
    }
}
