package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.MailItems;
import io.github.camelgraphmail.sandbox.core.MailStore;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.entra.AccessTokens;
import io.github.camelgraphmail.sandbox.entra.TokenService;
import io.github.camelgraphmail.sandbox.graph.SendMailService;
import io.github.camelgraphmail.sandbox.page.MailPages;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Puts Entra, Graph and the page of one sandbox on one router. */
public final class SandboxRoutes {

    private final Tenant tenant;
    private final MailStore store;
    private final MailItems items;
    private final Clock clock;
    private final AccessTokens tokens;
    private final LongAdder tokenRequests = new LongAdder();

    public SandboxRoutes(Tenant tenant, MailStore store, MailItems items, Clock clock, Duration tokenLifetime) {
        this.tenant = tenant;
        this.store = store;
        this.items = items;
        this.clock = clock;
        this.tokens = new AccessTokens(tenant, clock, tokenLifetime);
    }

    /** How many requests the token endpoint has had. */
    public long tokenRequests() {
        return tokenRequests.sum();
    }

    public Router on(Vertx vertx) {
        Router router = Router.router(vertx);
        new TokenRoute(new TokenService(tenant, tokens), clock, tokenRequests).mount(router);
        new GraphRoutes(tokens, new SendMailService(tenant, store, clock), items, new GraphErrors(clock)).mount(router);
        new MailPages(store, tenant).mount(router);
        return router;
    }
}
