package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.Directory;
import io.github.camelgraphmail.sandbox.core.MailItems;
import io.github.camelgraphmail.sandbox.core.MailStore;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.entra.AccessTokens;
import io.github.camelgraphmail.sandbox.entra.ManagedIdentityTokens;
import io.github.camelgraphmail.sandbox.entra.TokenService;
import io.github.camelgraphmail.sandbox.graph.SendMailService;
import io.github.camelgraphmail.sandbox.page.MailPages;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Puts Entra, Graph and the page of one sandbox on one router. */
public final class SandboxRoutes {

    private final Directory directory;
    private final MailStore store;
    private final MailItems items;
    private final Clock clock;
    private final AccessTokens tokens;
    private final ManagedIdentityRoutes managedIdentities;
    private final LongAdder tokenRequests = new LongAdder();

    public SandboxRoutes(Directory directory, MailStore store, MailItems items, Clock clock, Duration tokenLifetime) {
        this.directory = directory;
        this.store = store;
        this.items = items;
        this.clock = clock;
        this.tokens = new AccessTokens(directory, clock, tokenLifetime);
        this.managedIdentities = new ManagedIdentityRoutes(new ManagedIdentityTokens(directory, tokens), clock);
    }

    /** How many requests the token endpoint has had. */
    public long tokenRequests() {
        return tokenRequests.sum();
    }

    /** By the kind of machine, the environment that leads a managed identity here. */
    public Map<String, Map<String, String>> managedIdentityEnvironments(SandboxUrls urls) {
        return managedIdentities.environments(urls);
    }

    public Router on(Vertx vertx) {
        Tenant tenant = directory.tenant();
        Router router = Router.router(vertx);
        new TokenRoute(new TokenService(directory, tokens, clock), clock, tokenRequests).mount(router);
        managedIdentities.mount(router);
        new GraphRoutes(tokens, new SendMailService(tenant, store, clock), items, new GraphErrors(clock)).mount(router);
        new MailPages(store, tenant).mount(router);
        return router;
    }
}
