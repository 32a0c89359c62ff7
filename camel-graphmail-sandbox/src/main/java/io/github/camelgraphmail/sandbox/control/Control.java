package io.github.camelgraphmail.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import io.github.camelgraphmail.sandbox.settings.SettingsReader;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JSON in, JSON out, and what is wrong said in words: the form of all of the control API. */
final class Control {

    static final String ROOT = "/sandbox/api";

    private static final Logger LOG = LoggerFactory.getLogger(Control.class);
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Router router;
    private final CrossSiteGuard guard;
    private final SettingsReader reader = SettingsReader.json();
    private final ObjectMapper mapper = reader.mapper();

    Control(Router router, ListenAddress listen) {
        this.guard = new CrossSiteGuard(listen);
        this.router = router;
        router.route(ROOT + "/*").handler(this::guard);
        router.route(ROOT + "/*")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .failureHandler(this::failed);
    }

    /** What a request comes to. */
    sealed interface Reply {

        record Ok(Object body) implements Reply {}

        record Created(Object body) implements Reply {}

        record Done() implements Reply {}

        record Missing(String message) implements Reply {}

        /** An answer that takes its time. */
        record Later(CompletionStage<Reply> reply) implements Reply {}
    }

    interface Handler {
        Reply handle(RoutingContext request);
    }

    void on(HttpMethod method, String path, Handler handler) {
        router.route(method, ROOT + path)
                .handler(request -> reply(request, handler.handle(request)))
                .failureHandler(this::failed);
    }

    /** Nothing else is under the root. */
    void end() {
        router.route(ROOT + "/*")
                .handler(request -> reply(
                        request,
                        new Reply.Missing(
                                request.request().method() + " " + request.normalizedPath() + " is not there")));
    }

    /** @throws IllegalArgumentException when the body is none of the type */
    <T> T body(RoutingContext request, Class<T> type) {
        String text = Optional.ofNullable(request.body().asString(StandardCharsets.UTF_8.name()))
                .orElse("");
        return reader.read(text, type)
                .orElseThrow(() -> new IllegalArgumentException("body: there is none; send a JSON object"));
    }

    /** An object with these settings and an id. */
    ObjectNode identified(String id, Object settings) {
        ObjectNode node = mapper.createObjectNode().put("id", id);
        return node.setAll(object(settings));
    }

    ObjectNode object(Object settings) {
        return mapper.valueToTree(settings);
    }

    private void guard(RoutingContext request) {
        Optional<CrossSiteGuard.Refusal> refusal = guard.refusal(request.request());
        if (refusal.isPresent()) {
            error(request, refusal.get().status(), refusal.get().message());
        } else {
            request.next();
        }
    }

    private void reply(RoutingContext request, Reply reply) {
        if (reply instanceof Reply.Ok ok) {
            json(request, 200, ok.body());
        } else if (reply instanceof Reply.Created created) {
            json(request, 201, created.body());
        } else if (reply instanceof Reply.Missing missing) {
            error(request, 404, missing.message());
        } else if (reply instanceof Reply.Later later) {
            Context context = request.vertx().getOrCreateContext();
            later.reply()
                    .whenComplete((come, failure) -> context.runOnContext(now -> {
                        if (failure == null) {
                            reply(request, come);
                        } else {
                            request.fail(failure instanceof CompletionException ? failure.getCause() : failure);
                        }
                    }));
        } else {
            request.response().setStatusCode(204).end();
        }
    }

    private void failed(RoutingContext request) {
        if (request.failure() instanceof IllegalArgumentException wrong) {
            error(request, 400, wrong.getMessage());
        } else if (request.failure() == null) {
            error(request, request.statusCode(), "The request can't be taken");
        } else {
            LOG.error("{} {} failed", request.request().method(), request.normalizedPath(), request.failure());
            error(request, 500, "The sandbox failed to handle the request; see its log");
        }
    }

    private void error(RoutingContext request, int status, String message) {
        ObjectNode body = mapper.createObjectNode();
        body.putObject("error").put("message", message);
        json(request, status, body);
    }

    private void json(RoutingContext request, int status, Object body) {
        if (request.response().closed()) {
            return;
        }
        try {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json; charset=utf-8")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(mapper.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer can't be written as JSON", e);
        }
    }
}
