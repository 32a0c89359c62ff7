package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.MailStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells open pages by server-sent events that the mails have changed. Changes that come in quick succession are told once: a
 * page asks for its list a few times a second at most, however many mails arrive.
 */
final class MailEvents {

    private static final long PACE_MILLIS = 250;
    private static final long HEARTBEAT_MILLIS = 15_000;

    /** What a page has seen that does not say. */
    private static final long NOTHING = -1;

    private static final String HEARTBEAT = ": still here\n\n";
    private static final String CHANGED = "event: mails\ndata: changed\n\n";

    private final Vertx vertx;
    private final MailStore mails;
    private final Context context;
    private final AtomicBoolean pending = new AtomicBoolean();

    /** Each with how many changes it knows of. Used on the context alone. */
    private final Map<HttpServerResponse, Long> open = new HashMap<>();

    MailEvents(Vertx vertx, MailStore mails) {
        this.vertx = vertx;
        this.mails = mails;
        this.context = vertx.getOrCreateContext();
        mails.listen(this::changed);
        // A connection that has gone without saying so is found out by writing to it.
        vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> context.runOnContext(now -> beat()));
    }

    void mount(Router router) {
        router.get("/events").handler(this::subscribe);
    }

    /** A page says what it has seen of the changes; what it has missed on its way is told at once. */
    private void subscribe(RoutingContext request) {
        HttpServerResponse response = PageGuard.guarded(request.response(), "default-src 'none'")
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .setChunked(true);
        response.write("retry: 1000\n\n");
        request.addEndHandler(ended -> context.runOnContext(now -> open.remove(response)));
        long seen = seen(request);
        context.runOnContext(now -> {
            open.put(response, seen);
            tell(response);
        });
    }

    private static long seen(RoutingContext request) {
        try {
            return Long.parseLong(request.request().getParam("seen", ""));
        } catch (NumberFormatException noNumber) {
            return NOTHING;
        }
    }

    private void changed() {
        if (pending.compareAndSet(false, true)) {
            context.runOnContext(now -> vertx.setTimer(PACE_MILLIS, timer -> {
                pending.set(false);
                tellAll();
            }));
        }
    }

    private void tellAll() {
        open.keySet().removeIf(response -> response.ended() || response.closed());
        open.keySet().forEach(this::tell);
    }

    /** Nothing to a page that shows all of it already: its list would be replaced under the hand of whoever is about to click. */
    private void tell(HttpServerResponse response) {
        long changes = mails.changes();
        if (open.get(response) != changes && !response.writeQueueFull()) {
            open.replace(response, changes);
            response.write(CHANGED);
        }
    }

    private void beat() {
        tellAll();
        open.keySet().stream()
                .filter(response -> !response.writeQueueFull())
                .forEach(response -> response.write(HEARTBEAT));
    }
}
