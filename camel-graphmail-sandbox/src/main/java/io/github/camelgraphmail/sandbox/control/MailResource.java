package io.github.camelgraphmail.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.control.Control.Reply;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.settings.Durations;
import io.github.camelgraphmail.sandbox.settings.Names;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The mails that were accepted. */
final class MailResource {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(5);

    private final SandboxState state;

    MailResource(SandboxState state) {
        this.state = state;
    }

    void mount(Control control) {
        control.on(HttpMethod.GET, "/mails", request -> {
            Predicate<AcceptedMail> wanted = wanted(request);
            return new Reply.Ok(state.mailboxes().accepted().all().stream()
                    .filter(wanted)
                    .map(mail -> json(control, mail))
                    .toList());
        });
        control.on(HttpMethod.GET, "/mails/await", request -> await(control, request));
        control.on(HttpMethod.GET, "/mails/:id", request -> find(request)
                .<Reply>map(mail -> new Reply.Ok(json(control, mail)))
                .orElseGet(() -> new Reply.Missing("There is no mail " + request.pathParam("id"))));
        control.on(
                HttpMethod.DELETE,
                "/mails/:id",
                request -> find(request)
                                .filter(mail -> state.mailboxes().accepted().remove(mail.id()))
                                .isPresent()
                        ? new Reply.Done()
                        : new Reply.Missing("There is no mail " + request.pathParam("id")));
        control.on(HttpMethod.DELETE, "/mails", request -> {
            state.mailboxes().accepted().clear();
            state.mailboxes().items().clear();
            return new Reply.Done();
        });
    }

    private Reply await(Control control, RoutingContext request) {
        Duration patience = parameter(request, "timeout").map(Durations::parse).orElse(PATIENCE);
        if (patience.compareTo(MOST_PATIENCE) > 0) {
            throw new IllegalArgumentException("timeout: " + patience + " is too long; " + MOST_PATIENCE + " at most");
        }
        CompletableFuture<AcceptedMail> mail = state.arrivals().first(wanted(request));
        request.response().closeHandler(gone -> mail.cancel(false));
        return new Reply.Later(
                mail.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).handle((come, failure) -> {
                    if (failure != null) {
                        int there = state.mailboxes().accepted().all().size();
                        return new Reply.Missing(
                                "No such mail came within " + patience + "; others there are: " + there);
                    }
                    return new Reply.Ok(json(control, come));
                }));
    }

    private Optional<AcceptedMail> find(RoutingContext request) {
        String id = request.pathParam("id");
        return id.matches("\\d{1,18}") ? state.mailboxes().accepted().find(Long.parseLong(id)) : Optional.empty();
    }

    private static Predicate<AcceptedMail> wanted(RoutingContext request) {
        Predicate<AcceptedMail> wanted = mail -> true;
        for (Map.Entry<String, String> parameter : request.request().params()) {
            String value = parameter.getValue().toLowerCase(Locale.ROOT);
            wanted = wanted.and(
                    switch (parameter.getKey()) {
                        case "mailbox" -> mail -> mail.mailbox().equals(value);
                        case "from" -> mail -> mail.from().address().equalsIgnoreCase(value);
                        case "to" ->
                            mail -> mail.message()
                                    .recipients()
                                    .anyMatch(recipient -> recipient.address().equalsIgnoreCase(value));
                        case "subject" ->
                            mail -> mail.subject().toLowerCase(Locale.ROOT).contains(value);
                        case "timeout" -> mail -> true;
                        default ->
                            throw new IllegalArgumentException(parameter.getKey()
                                    + ": there is no such parameter; here are mailbox, from, to, subject"
                                    + " and, to wait, timeout");
                    });
        }
        return wanted;
    }

    private static Optional<String> parameter(RoutingContext request, String name) {
        return Optional.ofNullable(request.request().getParam(name));
    }

    private static ObjectNode json(Control control, AcceptedMail mail) {
        MailMessage message = mail.message();
        ObjectNode json = control.object(Map.of())
                .put("id", mail.id())
                .put("acceptedAt", mail.acceptedAt().toString())
                .put("mailbox", mail.mailbox())
                .put("clientId", mail.sentBy().clientId())
                .put("subject", mail.subject());
        json.set("from", address(control, mail.from()));
        addresses(control, json.putArray("to"), message.to());
        addresses(control, json.putArray("cc"), message.cc());
        addresses(control, json.putArray("bcc"), message.bcc());
        addresses(control, json.putArray("replyTo"), message.replyTo());
        json.putObject("body")
                .put("type", Names.of(message.body().type()))
                .put("content", message.body().content());
        json.put("importance", message.importance());
        ArrayNode headers = json.putArray("headers");
        message.internetMessageHeaders()
                .forEach(
                        header -> headers.addObject().put("name", header.name()).put("value", header.value()));
        ArrayNode attachments = json.putArray("attachments");
        message.attachments().forEach(attachment -> attachments
                .addObject()
                .put("name", attachment.name())
                .put("contentType", attachment.contentType())
                .put("size", attachment.size())
                .put("inline", attachment.inline()));
        return json.put("savedToSentItems", mail.savedToSentItems())
                .put("requestId", mail.request().requestId())
                .put("clientRequestId", mail.request().clientRequestId());
    }

    private static void addresses(Control control, ArrayNode array, List<MailboxAddress> addresses) {
        addresses.forEach(address -> array.add(address(control, address)));
    }

    private static ObjectNode address(Control control, MailboxAddress address) {
        return control.object(Map.of("name", address.name(), "address", address.address()));
    }
}
