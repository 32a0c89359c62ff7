package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.Directory;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import io.github.camelgraphmail.sandbox.core.Mailboxes;
import io.github.camelgraphmail.sandbox.entra.AccessTokens;
import io.github.camelgraphmail.sandbox.entra.ManagedIdentityTokens;
import io.github.camelgraphmail.sandbox.entra.TokenService;
import io.github.camelgraphmail.sandbox.graph.SendMailService;
import io.github.camelgraphmail.sandbox.page.MailPages;
import io.github.camelgraphmail.sandbox.wire.odata.GraphActionReader;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Puts Entra, Graph and the page of one sandbox on one router. */
public final class SandboxRoutes {

    private final Directory directory;
    private final Mailboxes mailboxes;
    private final GraphBehaviour behaviour;
    private final Clock clock;
    private final AccessTokens tokens;
    private final ManagedIdentityRoutes managedIdentities;
    private final LongAdder tokenRequests = new LongAdder();

    public SandboxRoutes(
            Directory directory, Mailboxes mailboxes, GraphBehaviour behaviour, Clock clock, Duration tokenLifetime) {
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.behaviour = behaviour;
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
        Router router = Router.router(vertx);
        new TokenRoute(new TokenService(directory, tokens, clock), clock, tokenRequests).mount(router);
        managedIdentities.mount(router);
        graph().mount(router);
        new UploadRoutes(mailboxes.uploads(), mailboxes.items(), new FaultPlayer(mailboxes.faults())).mount(router);
        new MailPages(mailboxes.accepted(), directory.tenant()).mount(router);
        return router;
    }

    private GraphRoutes graph() {
        GraphActionReader reader = new GraphActionReader();
        SendMailService sendMail = new SendMailService(directory.tenant(), mailboxes.accepted(), clock);
        return new GraphRoutes(
                tokens,
                sendMail,
                new SendActions(sendMail, mailboxes.items(), reader),
                new MessageActions(mailboxes.items(), mailboxes.uploads(), sendMail, reader),
                mailboxes.limits(),
                new FaultPlayer(mailboxes.faults()),
                new GraphErrors(clock),
                behaviour.latency());
    }
}
