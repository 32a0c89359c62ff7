package io.github.camelgraphmail.sandbox.wire.odata;

import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.graph.GraphError;

/** A sendMail request body, read: what to send, or why it can't be read. */
public sealed interface SendMailAction {

    record Read(MailMessage message, boolean saveToSentItems) implements SendMailAction {}

    record Unreadable(GraphError error) implements SendMailAction {}
}
