package io.github.camelgraphmail.sandbox.settings;

import io.github.camelgraphmail.sandbox.core.access.SendGrant;

/**
 * The right of a mailbox to send for another one.
 *
 * @param kind {@code send-as} or {@code send-on-behalf}; null for the former
 */
public record SendGrantSettings(String mailbox, String from, String kind) {

    public static SendGrantSettings of(SendGrant grant) {
        return new SendGrantSettings(grant.mailbox(), grant.from(), Names.of(grant.kind()));
    }

    public SendGrant grant(String id) {
        return new SendGrant(
                id,
                Names.required("mailbox", mailbox),
                Names.required("from", from),
                kind == null ? SendGrant.Kind.SEND_AS : Names.read("kind", kind, SendGrant.Kind.class));
    }
}
