package io.github.camelgraphmail.sandbox.wire.odata;

import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailStamp;
import io.github.camelgraphmail.sandbox.core.UploadSession;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.github.camelgraphmail.sandbox.graph.ResponseService.Response;

/** A request body, read: what to do, or why it can't be read. */
public sealed interface GraphAction {

    record SendMail(MailMessage message, boolean saveToSentItems, MailStamp stamp) implements GraphAction {}

    record Draft(MailMessage message, MailStamp stamp) implements GraphAction {}

    record Attach(MailAttachment attachment) implements GraphAction {}

    record Announce(UploadSession.Announced announced) implements GraphAction {}

    record Respond(Response response) implements GraphAction {}

    record Unreadable(GraphError error) implements GraphAction {}
}
