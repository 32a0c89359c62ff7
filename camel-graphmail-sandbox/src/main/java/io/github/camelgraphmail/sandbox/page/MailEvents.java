package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.MailStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells open pages by server-sent events that the mails have changed. Changes that come in quick succession are told once: a
 * page asks for its list a few times a second at most, however many mails arrive.
 */
final class MailEvents {

    private static final long PACE_MILLIS = 250;
    private static final long HEARTBEAT_MILLIS = 15_000;

    private static final String CHANGED = "event: mails\ndata: changed\n\n";

    private final Vertx vertx;
    private final MailStore mails;
    private final Context context;
    private final AtomicBoolean pending = new AtomicBoolean();

    /** Used on the context alone. */
    private final Set<HttpServerResponse> open = new HashSet<>();

    MailEvents(Vertx vertx, MailStore mails) {
        this.vertx = vertx;
        this.mails = mails;
        this.context = vertx.getOrCreateContext();
        mails.listen(this::changed);
        // A connection that has gone without saying so is found out by writing to it.
        vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> context.runOnContext(now -> tell(": still here\n\n")));
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
        context.runOnContext(now -> open.add(response));
        if (!String.valueOf(mails.changes()).equals(request.request().getParam("seen"))) {
            response.write(CHANGED);
        }
    }

    private void changed() {
        if (pending.compareAndSet(false, true)) {
            context.runOnContext(now -> vertx.setTimer(PACE_MILLIS, timer -> {
                pending.set(false);
                tell(CHANGED);
            }));
        }
    }

    private void tell(String event) {
        open.removeIf(response -> response.ended() || response.closed());
        // A page that does not read keeps what it has not read; it says the same.
        open.stream().filter(response -> !response.writeQueueFull()).forEach(response -> response.write(event));
    }
}
