package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.MailStore;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page of a sandbox, with all its parts. */
public final class SandboxPages {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxPages.class);
    private static final String WEBJARS = "META-INF/resources/webjars/";
    private static final long MAX_FORM_BYTES = 64 * 1024;

    private final SandboxState state;
    private final Optional<String> sentOnTo;
    private final PageGuard guard;

    /** @param sentOnTo the server that accepted mails are sent on to; empty where they stop here */
    public SandboxPages(SandboxState state, Optional<String> sentOnTo, ListenAddress listen) {
        this.guard = new PageGuard(listen::isNamed);
        this.state = state;
        this.sentOnTo = sentOnTo;
    }

    public void mount(Vertx vertx, Router router) {
        Router pages = Router.router(vertx);
        PageWriter writer = new PageWriter(guard, this::frame);
        pages.route().failureHandler(SandboxPages::failed);
        pages.route().handler(guard::check);
        pages.route(HttpMethod.POST, "/*")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_FORM_BYTES))
                .handler(guard::checkToken);
        pages.get("/assets/htmx/*").handler(StaticHandler.create(WEBJARS + "htmx.org"));
        pages.get("/assets/htmx-ext-sse/*").handler(StaticHandler.create(WEBJARS + "htmx-ext-sse"));
        pages.get("/assets/*")
                .handler(StaticHandler.create("io/github/camelgraphmail/sandbox/page/assets")
                        .setCachingEnabled(false));
        MailStore mails = state.mailboxes().accepted();
        new MailEvents(vertx, mails).mount(pages);
        new MailPages(mails, state.mailboxes().requests(), state.directory().tenant(), writer).mount(pages);
        new MailFiles(mails).mount(pages);
        new RequestPanel(state.mailboxes().requests()).mount(pages, writer);
        new MailboxPanel(state).mount(pages, writer);
        new AccessPanel(state).mount(pages, writer);
        new FaultPanel(state).mount(pages, writer);
        router.route("/*").subRouter(pages);
    }

    private Map<String, Object> frame() {
        MailStore mails = state.mailboxes().accepted();
        return Map.of("changes", mails.changes(), "unread", mails.unread(), "sentOnTo", sentOnTo.orElse(""));
    }

    private static void failed(RoutingContext request) {
        if (request.failure() != null) {
            LOG.error("The page {} failed", request.normalizedPath(), request.failure());
        }
        int status = request.statusCode() > 0 ? request.statusCode() : 500;
        if (!request.response().ended()) {
            PageGuard.guarded(request.response(), "default-src 'none'")
                    .setStatusCode(status)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end(status == 404 ? "There is no such thing here.\n" : "That did not work: " + status + "\n");
        }
    }
}
