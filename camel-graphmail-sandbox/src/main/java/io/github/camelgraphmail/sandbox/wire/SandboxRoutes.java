package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.control.ControlRoutes;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import io.github.camelgraphmail.sandbox.core.Mailboxes;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.entra.AccessTokens;
import io.github.camelgraphmail.sandbox.entra.GraphResource;
import io.github.camelgraphmail.sandbox.entra.ManagedIdentityTokens;
import io.github.camelgraphmail.sandbox.entra.TokenService;
import io.github.camelgraphmail.sandbox.graph.SendMailService;
import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import io.github.camelgraphmail.sandbox.page.SandboxPages;
import io.github.camelgraphmail.sandbox.smtp.SmtpForwarder;
import io.github.camelgraphmail.sandbox.wire.odata.GraphActionReader;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Puts Entra, Graph and the page of one sandbox on one router. */
public final class SandboxRoutes {

    private final SandboxState state;
    private final GraphBehaviour behaviour;
    private final Optional<SmtpForwarder> forwarder;
    private final ListenAddress listen;
    private final GraphResource resource;
    private final AccessTokens tokens;
    private final ManagedIdentityRoutes managedIdentities;
    private final LongAdder tokenRequests = new LongAdder();

    public SandboxRoutes(
            SandboxState state,
            GraphBehaviour behaviour,
            Duration tokenLifetime,
            Optional<SmtpForwarder> forwarder,
            ListenAddress listen) {
        this.listen = listen;
        this.resource = new GraphResource(listen);
        this.state = state;
        this.behaviour = behaviour;
        this.forwarder = forwarder;
        this.tokens = new AccessTokens(state.directory(), state.clock(), tokenLifetime);
        this.managedIdentities = new ManagedIdentityRoutes(
                new ManagedIdentityTokens(state.directory(), tokens, resource), state.clock());
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
        Mailboxes mailboxes = state.mailboxes();
        new TokenRoute(
                        new TokenService(state.directory(), tokens, state.clock(), resource),
                        state.clock(),
                        tokenRequests)
                .mount(router);
        managedIdentities.mount(router);
        new DiscoveryRoutes(state.directory().tenant(), tokens).mount(router);
        graph(mailboxes, vertx).mount(router);
        new ControlRoutes(state, forwarder, listen).mount(router);
        new UploadRoutes(
                        mailboxes.uploads(),
                        mailboxes.items(),
                        new FaultPlayer(mailboxes.faults()),
                        new RequestRecorder(mailboxes.requests(), state.clock()))
                .mount(router);
        new SandboxPages(
                        state,
                        forwarder.map(SmtpForwarder::server).map(server -> server.host() + ":" + server.port()),
                        listen)
                .mount(vertx, router);
        // Here rather than by the first request, on a thread that others need.
        tokens.awaitKey();
        return router;
    }

    private GraphRoutes graph(Mailboxes mailboxes, Vertx vertx) {
        GraphActionReader reader = new GraphActionReader();
        SendMailService sendMail = new SendMailService(state);
        return new GraphRoutes(
                state,
                tokens,
                new SendActions(sendMail, mailboxes.items(), reader),
                new MessageActions(mailboxes.items(), mailboxes.uploads(), sendMail, reader),
                new BatchRoute(vertx),
                new GraphErrors(state.clock()),
                behaviour.latency());
    }
}
