package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.examples.bus.status.StatusPage.Refresh;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The status page on a server. It only ever shows: there is nothing that a request could change. */
final class StatusServer {

    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
    private static final int REFRESH_SECONDS = 15;
    private static final int FORBIDDEN = 403;
    private static final int FAILED = 500;
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final Supplier<BusStatus> status;
    private final StatusPage page;
    private final HostNames names;
    private final String css = file("status.css");
    private final String icon = file("icon.svg");

    StatusServer(Supplier<BusStatus> status, StatusPage page, HostNames names) {
        this.status = status;
        this.page = page;
        this.names = names;
    }

    void mount(Router router) {
        // Not in order: a page that takes long must hold up nobody else's.
        reading(router, "/")
                .handler(this::guard)
                .blockingHandler(this::page, false)
                .failureHandler(StatusServer::failed);
        reading(router, "/status.css").handler(request -> end(request, "text/css; charset=utf-8", css));
        reading(router, "/icon.svg").handler(request -> end(request, "image/svg+xml", icon));
    }

    private static Route reading(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private void guard(RoutingContext request) {
        String host = Optional.ofNullable(request.request().authority())
                .map(Object::toString)
                .orElse(null);
        if (names.has(host)) {
            request.next();
            return;
        }
        request.response().setStatusCode(FORBIDDEN);
        end(
                request,
                "text/plain; charset=utf-8",
                "This page does not answer to the name " + host + ". Add it to bus.management.names if it is yours.\n");
    }

    private void page(RoutingContext request) {
        Refresh refresh = "off".equals(request.request().getParam("refresh"))
                ? new Refresh.Off()
                : new Refresh.Every(REFRESH_SECONDS);
        end(request, "text/html; charset=utf-8", page.render(status.get(), refresh));
    }

    private static void failed(RoutingContext request) {
        LOG.error("The status page could not be made", request.failure());
        request.response().setStatusCode(FAILED);
        end(request, "text/plain; charset=utf-8", "The page could not be made. The bus's log says why.\n");
    }

    private static void end(RoutingContext request, String type, String content) {
        request.response()
                .putHeader("Content-Type", type)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store")
                .end(content);
    }

    private static String file(String name) {
        try (InputStream stream = StatusServer.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " can't be read", e);
        }
    }
}
