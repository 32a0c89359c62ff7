package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Effect;
import io.github.camelgraphmail.sandbox.core.LoggedRequest;
import io.github.camelgraphmail.sandbox.core.RequestIds;
import io.github.camelgraphmail.sandbox.core.RequestLog;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Notes the requests of applications when they have ended, with what became known of them on their way. */
final class RequestRecorder {

    private static final String APP = "recorded.app";
    private static final String ERROR = "recorded.error";
    private static final String FAULT = "recorded.fault";
    private static final String TRACE = "recorded.trace";

    private final RequestLog log;
    private final Clock clock;

    RequestRecorder(RequestLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** @param path as it is to be shown */
    void record(RoutingContext http, RequestIds ids, String path) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        http.addEndHandler(ended -> log.add(new LoggedRequest(
                at,
                http.request().method().name(),
                path,
                http.response().ended() ? Optional.of(http.response().getStatusCode()) : Optional.empty(),
                ids,
                noted(http, APP),
                http.request().bytesRead(),
                Duration.ofNanos(System.nanoTime() - began),
                noted(http, ERROR),
                noted(http, FAULT),
                noted(http, TRACE))));
    }

    static void app(RoutingContext http, String name) {
        http.put(APP, name);
    }

    static void error(RoutingContext http, String code) {
        http.put(ERROR, code);
    }

    static void fault(RoutingContext http, Fault fault) {
        String moment = fault.moment() == Fault.Moment.BEFORE ? "before" : "after";
        http.put(FAULT, inWords(fault.effect()) + " " + moment + " it was carried out");
    }

    private static String inWords(Effect effect) {
        if (effect instanceof Effect.Answer answer) {
            return "answered " + answer.status();
        }
        if (effect instanceof Effect.Delay delay) {
            return "kept for " + delay.length().toMillis() + " ms";
        }
        return effect.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** Says which mail a request is for. */
    static void trace(RoutingContext http, String trace) {
        http.put(TRACE, trace);
    }

    private static Optional<String> noted(RoutingContext http, String what) {
        return Optional.ofNullable(http.get(what));
    }
}
