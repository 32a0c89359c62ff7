package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Effect;
import io.github.camelgraphmail.sandbox.core.Faults;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Carries an operation out and writes its answer, unless a fault comes in between. */
final class FaultPlayer {

    private final Faults faults;

    FaultPlayer(Faults faults) {
        this.faults = faults;
    }

    /** A request and what faults can do to it before it is carried out. */
    interface Stage {

        GraphAnswer perform();

        /** What it makes or moves shows up late. */
        default GraphAnswer hiding(Duration length) {
            return perform();
        }

        /** Its upload session is gone. */
        default GraphAnswer withoutSession() {
            return perform();
        }

        /** Its token is called back. */
        default GraphAnswer withoutToken() {
            return perform();
        }
    }

    void play(Fault.Operation operation, String mailbox, RoutingContext request, Stage stage) {
        Optional<Fault> fault = faults.take(operation, mailbox);
        if (fault.isEmpty()) {
            write(request.response(), stage.perform());
            return;
        }
        Effect effect = fault.get().effect();
        RequestRecorder.fault(request, fault.get());
        boolean carriedOut = fault.get().moment() == Fault.Moment.AFTER;
        if (effect instanceof Effect.Hide hidden) {
            write(request.response(), stage.hiding(hidden.length()));
        } else if (effect instanceof Effect.ExpireSession) {
            write(request.response(), stage.withoutSession());
        } else if (effect instanceof Effect.RevokeTokens) {
            write(request.response(), stage.withoutToken());
        } else if (effect instanceof Effect.Delay delay) {
            late(carriedOut, delay.length(), request, stage);
        } else if (effect instanceof Effect.Truncate) {
            truncate(request, stage.perform());
        } else {
            if (carriedOut) {
                stage.perform();
            }
            show(effect, request);
        }
    }

    private static void late(boolean carriedOut, Duration length, RoutingContext request, Stage stage) {
        Vertx vertx = request.vertx();
        // Vert.x has no timer of no time.
        long millis = Math.max(1, length.toMillis());
        if (carriedOut) {
            GraphAnswer answer = stage.perform();
            vertx.setTimer(millis, timer -> write(request.response(), answer));
        } else {
            vertx.setTimer(millis, timer -> write(request.response(), stage.perform()));
        }
    }

    /** One byte at least is missing of what the head announces. */
    private static void truncate(RoutingContext request, GraphAnswer answer) {
        HttpServerResponse response = request.response();
        Buffer body = answer.body();
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status())
                .putHeader("Content-Length", String.valueOf(body.length() + 1))
                .write(body.slice(0, body.length() / 2))
                .onComplete(written -> {
                    if (request.request().version() == HttpVersion.HTTP_2) {
                        response.reset();
                    } else {
                        request.request().connection().close();
                    }
                });
    }

    private static void show(Effect effect, RoutingContext request) {
        if (effect instanceof Effect.Answer answer) {
            HttpServerResponse response = request.response().setStatusCode(answer.status());
            answer.retryAfter().ifPresent(wait -> response.putHeader("Retry-After", wait));
            response.putHeader("Content-Type", answer.body().startsWith("{") ? "application/json" : "text/html")
                    .end(answer.body());
        } else if (effect instanceof Effect.Close) {
            request.request().connection().close();
        }
        // A stalled request is left as it is until the client gives up.
    }

    static void write(HttpServerResponse response, GraphAnswer answer) {
        if (response.closed()) {
            return;
        }
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status()).end(answer.body());
    }
}
