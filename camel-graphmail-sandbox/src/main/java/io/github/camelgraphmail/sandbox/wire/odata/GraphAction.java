package io.github.camelgraphmail.sandbox.wire.odata;

import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.github.camelgraphmail.sandbox.graph.ResponseService.Response;

/** A request body, read: what to do, or why it can't be read. */
public sealed interface GraphAction {

    record SendMail(MailMessage message, boolean saveToSentItems) implements GraphAction {}

    record Draft(MailMessage message) implements GraphAction {}

    record Respond(Response response) implements GraphAction {}

    record Unreadable(GraphError error) implements GraphAction {}
}
