package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailItems;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.RequestIds;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.entra.AccessTokens;
import io.github.camelgraphmail.sandbox.entra.TokenCheck;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.github.camelgraphmail.sandbox.graph.ResponseService;
import io.github.camelgraphmail.sandbox.graph.SendMailService;
import io.github.camelgraphmail.sandbox.wire.mime.MimeReader;
import io.github.camelgraphmail.sandbox.wire.odata.GraphAction;
import io.github.camelgraphmail.sandbox.wire.odata.GraphActionReader;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Graph v1.0 as far as it is here: sendMail, drafts, and responses to messages, of a user.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-sendmail">user: sendMail</a>
 * @see <a href="https://learn.microsoft.com/graph/api/user-post-messages">Create message</a>
 */
final class GraphRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(GraphRoutes.class);
    private static final String BEARER = "Bearer ";
    private static final String IDS = RequestIds.class.getName();

    private final AccessTokens tokens;
    private final SendMailService sendMail;
    private final ResponseService responses = new ResponseService();
    private final MailItems items;
    private final GraphErrors answers;
    private final MessageAnswers messages = new MessageAnswers();
    private final GraphActionReader reader = new GraphActionReader();
    private final MimeReader mime = new MimeReader();

    GraphRoutes(AccessTokens tokens, SendMailService sendMail, MailItems items, GraphErrors answers) {
        this.tokens = tokens;
        this.sendMail = sendMail;
        this.items = items;
        this.answers = answers;
    }

    void mount(Router router) {
        router.route("/v1.0/*").handler(this::identify).failureHandler(this::failed);
        router.route("/v1.0/*")
                .handler(BodyHandler.create(false).setBodyLimit(GraphError.MAX_REQUEST_BYTES))
                .failureHandler(this::failed);
        mount(router, "/v1.0/users/:user/sendMail", ServicePrincipal.MAIL_SEND, this::sendMail);
        mount(router, "/v1.0/users/:user/messages", ServicePrincipal.MAIL_READ_WRITE, this::draft);
        mountResponse(router, "reply", ResponseService.Kind.REPLY);
        mountResponse(router, "replyAll", ResponseService.Kind.REPLY_ALL);
        mountResponse(router, "forward", ResponseService.Kind.FORWARD);
        router.route("/v1.0/*").handler(this::unknown);
    }

    /** What an application that was let in does to a mailbox. */
    private interface Action {
        void perform(RoutingContext request, ServicePrincipal app, String mailbox) throws Refused;
    }

    private void mountResponse(Router router, String operation, ResponseService.Kind kind) {
        mount(
                router,
                "/v1.0/users/:user/messages/:message/" + operation,
                ServicePrincipal.MAIL_SEND,
                (request, app, mailbox) -> respond(request, app, mailbox, operation, kind));
    }

    private void mount(Router router, String path, String role, Action action) {
        router.post(path)
                .handler(request -> {
                    try {
                        ServicePrincipal app = app(request);
                        String mailbox = request.pathParam("user");
                        refuse(sendMail.refusedMailbox(app, role, mailbox));
                        action.perform(request, app, mailbox);
                    } catch (Refused refused) {
                        answer(request, refused);
                    }
                })
                .failureHandler(this::failed);
    }

    private void answer(RoutingContext request, Refused refused) {
        if (refused.claims == null) {
            answers.answer(request.response(), ids(request), refused.error);
        } else {
            answers.challenge(request.response(), ids(request), refused.error, refused.claims);
        }
    }

    private void identify(RoutingContext request) {
        request.put(IDS, RequestIds.forRequest(request.request().getHeader("client-request-id")));
        request.next();
    }

    private void sendMail(RoutingContext request, ServicePrincipal app, String mailbox) throws Refused {
        MailMessage message;
        MailSource source;
        boolean save = true;
        if (isMime(request)) {
            MailSource.Mime mimeSource = mimeSource(request);
            source = mimeSource;
            message = message(mimeSource);
        } else {
            source = new MailSource.Json(body(request));
            GraphAction.SendMail action = (GraphAction.SendMail) readable(reader.sendMail(source.text()));
            message = action.message();
            save = action.saveToSentItems();
            refuse(sendMail.refusedAsJson(message));
        }
        accept(request, app, mailbox, message, save, source);
    }

    private void draft(RoutingContext request, ServicePrincipal app, String mailbox) throws Refused {
        MailMessage message;
        MailSource source;
        if (isMime(request)) {
            MailSource.Mime mimeSource = mimeSource(request);
            source = mimeSource;
            message = message(mimeSource);
        } else {
            source = new MailSource.Json(body(request));
            message = ((GraphAction.Draft) readable(reader.draft(source.text()))).message();
            refuse(sendMail.refusedAsJson(message));
        }
        MailItem item = items.add(mailbox, MailItem.Folder.DRAFTS, message, source);
        answers.begin(request.response(), ids(request))
                .setStatusCode(201)
                .putHeader("Content-Type", MessageAnswers.CONTENT_TYPE)
                .putHeader("OData-Version", "4.0")
                .end(messages.json(item).toString());
    }

    private void respond(
            RoutingContext request, ServicePrincipal app, String mailbox, String operation, ResponseService.Kind kind)
            throws Refused {
        MailItem original = items.find(mailbox, request.pathParam("message"))
                .orElseThrow(() -> new Refused(GraphError.itemNotFound()));
        refuse(isMime(request) ? Optional.of(GraphError.unsupportedContentType("text/plain")) : Optional.empty());
        MailSource source = new MailSource.Json(body(request));
        GraphAction.Respond action = (GraphAction.Respond) readable(reader.response(operation, source.text()));
        refuse(responses.refused(kind, action.response()));
        refuse(sendMail.refusedAsJson(action.response().message()));
        accept(request, app, mailbox, responses.respond(kind, original, action.response()), true, source);
    }

    private void accept(
            RoutingContext request,
            ServicePrincipal app,
            String mailbox,
            MailMessage message,
            boolean save,
            MailSource source)
            throws Refused {
        refuse(sendMail.refusedMessage(mailbox, message));
        sendMail.accept(app, mailbox, message, save, ids(request), source);
        answers.begin(request.response(), ids(request)).setStatusCode(202).end();
    }

    private ServicePrincipal app(RoutingContext request) throws Refused {
        String token = bearer(request).orElseThrow(() -> new Refused(GraphError.tokenMissing()));
        TokenCheck check = tokens.check(token);
        if (check instanceof TokenCheck.Valid valid) {
            return valid.principal();
        }
        if (check instanceof TokenCheck.Challenged challenged) {
            throw new Refused(GraphError.tokenRevoked(), challenged.claims());
        }
        throw new Refused(GraphError.tokenInvalid(((TokenCheck.Invalid) check).message()));
    }

    private static GraphAction readable(GraphAction action) throws Refused {
        if (action instanceof GraphAction.Unreadable unreadable) {
            throw new Refused(unreadable.error());
        }
        return action;
    }

    private static boolean isMime(RoutingContext request) throws Refused {
        String contentType = Optional.ofNullable(request.request().getHeader(HttpHeaders.CONTENT_TYPE))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (contentType.startsWith("text/plain")) {
            return true;
        }
        if (contentType.startsWith("application/json") || body(request).isEmpty()) {
            return false;
        }
        throw new Refused(GraphError.unsupportedContentType(contentType));
    }

    private static MailSource.Mime mimeSource(RoutingContext request) throws Refused {
        try {
            return new MailSource.Mime(Base64.getMimeDecoder().decode(body(request)));
        } catch (IllegalArgumentException notBase64) {
            throw new Refused(GraphError.mimeNotBase64());
        }
    }

    private MailMessage message(MailSource.Mime source) throws Refused {
        try {
            return mime.read(source.bytes());
        } catch (MessagingException | IOException | IllegalArgumentException e) {
            throw new Refused(GraphError.mimeInvalid("The MIME content is not valid: " + e.getMessage()));
        }
    }

    private static String body(RoutingContext request) {
        return Optional.ofNullable(request.body().asString(StandardCharsets.UTF_8.name()))
                .orElse("");
    }

    private static Optional<String> bearer(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).trim())
                .filter(token -> !token.isEmpty());
    }

    private void unknown(RoutingContext request) {
        answers.answer(
                request.response(),
                ids(request),
                GraphError.noSuchResource(request.normalizedPath().replaceFirst("^/v1.0/?", "")));
    }

    private void failed(RoutingContext request) {
        if (request.statusCode() == 413) {
            answers.answer(request.response(), ids(request), GraphError.requestTooLarge());
        } else {
            LOG.error("A request to {} failed", request.normalizedPath(), request.failure());
            answers.answer(request.response(), ids(request), GraphError.internal());
        }
    }

    private static void refuse(Optional<GraphError> error) throws Refused {
        if (error.isPresent()) {
            throw new Refused(error.get());
        }
    }

    private static RequestIds ids(RoutingContext request) {
        return request.get(IDS);
    }

    /** Ends a request with an error of Graph's, which may come with a claims challenge. */
    private static final class Refused extends Exception {
        private final transient GraphError error;
        private final String claims;

        private Refused(GraphError error) {
            this(error, null);
        }

        private Refused(GraphError error, String claims) {
            super(error.message());
            this.error = error;
            this.claims = claims;
        }
    }
}
