package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.RequestIds;
import io.github.camelgraphmail.sandbox.entra.AccessTokens;
import io.github.camelgraphmail.sandbox.entra.TokenCheck;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.github.camelgraphmail.sandbox.graph.SendMailService;
import io.github.camelgraphmail.sandbox.wire.odata.SendMailAction;
import io.github.camelgraphmail.sandbox.wire.odata.SendMailReader;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Graph v1.0 as far as it is here: {@code POST /v1.0/users/{user}/sendMail}. */
final class GraphRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(GraphRoutes.class);
    private static final String BEARER = "Bearer ";
    private static final String IDS = RequestIds.class.getName();

    private final AccessTokens tokens;
    private final SendMailService sendMail;
    private final GraphErrors answers;
    private final SendMailReader reader = new SendMailReader();

    GraphRoutes(AccessTokens tokens, SendMailService sendMail, GraphErrors answers) {
        this.tokens = tokens;
        this.sendMail = sendMail;
        this.answers = answers;
    }

    void mount(Router router) {
        router.route("/v1.0/*").handler(this::identify).failureHandler(this::failed);
        router.route("/v1.0/*")
                .handler(BodyHandler.create(false).setBodyLimit(GraphError.MAX_REQUEST_BYTES))
                .failureHandler(this::failed);
        router.post("/v1.0/users/:user/sendMail").handler(this::sendMail).failureHandler(this::failed);
        router.route("/v1.0/*").handler(this::unknown);
    }

    private void identify(RoutingContext request) {
        request.put(IDS, RequestIds.forRequest(request.request().getHeader("client-request-id")));
        request.next();
    }

    private void sendMail(RoutingContext request) {
        TokenCheck token = bearer(request).map(tokens::check).orElse(null);
        if (token == null) {
            refuse(request, GraphError.tokenMissing());
        } else if (token instanceof TokenCheck.Invalid invalid) {
            refuse(request, GraphError.tokenInvalid(invalid.message()));
        } else if (token instanceof TokenCheck.Valid valid) {
            sendMail(request, valid.app(), request.pathParam("user"));
        }
    }

    private void sendMail(RoutingContext request, AppRegistration app, String mailbox) {
        Optional<GraphError> refused = sendMail.refusedMailbox(app, mailbox).or(() -> refusedContentType(request));
        if (refused.isPresent()) {
            refuse(request, refused.get());
            return;
        }
        String source = Optional.ofNullable(request.body().asString(StandardCharsets.UTF_8.name()))
                .orElse("");
        SendMailAction action = reader.read(source);
        if (action instanceof SendMailAction.Unreadable unreadable) {
            refuse(request, unreadable.error());
        } else if (action instanceof SendMailAction.Read read) {
            Optional<GraphError> refusedMessage = sendMail.refusedMessage(mailbox, read.message());
            if (refusedMessage.isPresent()) {
                refuse(request, refusedMessage.get());
                return;
            }
            sendMail.accept(app, mailbox, read.message(), read.saveToSentItems(), ids(request), source);
            answers.begin(request.response(), ids(request)).setStatusCode(202).end();
        }
    }

    private static Optional<GraphError> refusedContentType(RoutingContext request) {
        String contentType = Optional.ofNullable(request.request().getHeader(HttpHeaders.CONTENT_TYPE))
                .orElse("");
        boolean json = contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
        return json ? Optional.empty() : Optional.of(GraphError.unsupportedContentType(contentType));
    }

    private static Optional<String> bearer(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).trim())
                .filter(token -> !token.isEmpty());
    }

    private void unknown(RoutingContext request) {
        refuse(request, GraphError.noSuchResource(request.normalizedPath().substring("/v1.0/".length())));
    }

    private void failed(RoutingContext request) {
        if (request.statusCode() == 413) {
            refuse(request, GraphError.requestTooLarge());
        } else {
            LOG.error("A request to {} failed", request.normalizedPath(), request.failure());
            refuse(request, GraphError.internal());
        }
    }

    private void refuse(RoutingContext request, GraphError error) {
        answers.answer(request.response(), ids(request), error);
    }

    private static RequestIds ids(RoutingContext request) {
        return request.get(IDS);
    }
}
