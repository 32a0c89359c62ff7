package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Faults;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Carries an operation out and writes its answer, unless a fault comes in between. */
final class FaultPlayer {

    private final Faults faults;

    FaultPlayer(Faults faults) {
        this.faults = faults;
    }

    void play(Fault.Operation operation, RoutingContext request, Supplier<GraphAnswer> action) {
        Optional<Fault> fault = faults.take(operation);
        if (fault.isPresent() && fault.get().effect() instanceof Fault.Effect.Delay delay) {
            late(fault.get().moment(), delay.length(), request, action);
            return;
        }
        if (fault.isPresent() && fault.get().moment() == Fault.Moment.BEFORE) {
            show(fault.get().effect(), request);
            return;
        }
        GraphAnswer answer = action.get();
        if (fault.isPresent()) {
            show(fault.get().effect(), request);
        } else {
            write(request.response(), answer);
        }
    }

    private static void late(
            Fault.Moment moment, Duration length, RoutingContext request, Supplier<GraphAnswer> action) {
        Vertx vertx = request.vertx();
        if (moment == Fault.Moment.BEFORE) {
            vertx.setTimer(length.toMillis(), timer -> write(request.response(), action.get()));
        } else {
            GraphAnswer answer = action.get();
            vertx.setTimer(length.toMillis(), timer -> write(request.response(), answer));
        }
    }

    private static void show(Fault.Effect effect, RoutingContext request) {
        if (effect instanceof Fault.Effect.Answer answer) {
            HttpServerResponse response = request.response().setStatusCode(answer.status());
            answer.retryAfter().ifPresent(wait -> response.putHeader("Retry-After", wait));
            response.putHeader("Content-Type", answer.body().startsWith("{") ? "application/json" : "text/html")
                    .end(answer.body());
        } else if (effect instanceof Fault.Effect.Close) {
            request.request().connection().close();
        }
        // A stalled request is left as it is until the client gives up.
    }

    private static void write(HttpServerResponse response, GraphAnswer answer) {
        if (response.closed()) {
            return;
        }
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status()).end(answer.body());
    }
}
