package io.github.camelgraphmail.sandbox.control;

import io.github.camelgraphmail.sandbox.control.Control.Reply;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import io.github.camelgraphmail.sandbox.settings.Durations;
import io.github.camelgraphmail.sandbox.smtp.SmtpForwarder;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Optional;

/** The control API: everything that changes while a sandbox runs, as JSON under {@code /sandbox/api}. */
public final class ControlRoutes {

    private final SandboxState state;
    private final Optional<SmtpForwarder> forwarder;
    private final ListenAddress listen;

    /** @param forwarder what sends mails on; empty for nothing */
    public ControlRoutes(SandboxState state, Optional<SmtpForwarder> forwarder, ListenAddress listen) {
        this.listen = listen;
        this.state = state;
        this.forwarder = forwarder;
    }

    public void mount(Router router) {
        Control control = new Control(router, listen);
        new TenantResource(state).mount(control);
        new AccessResource(state).mount(control);
        new FaultResource(state.mailboxes().faults()).mount(control);
        new MailResource(state).mount(control);
        control.on(HttpMethod.GET, "/clock", request -> new Reply.Ok(clock()));
        control.on(HttpMethod.POST, "/clock/advance", request -> {
            Advance advance = control.body(request, Advance.class);
            state.clock().advance(Durations.parse(String.valueOf(advance.by())));
            return new Reply.Ok(clock());
        });
        control.on(HttpMethod.GET, "/propagation", request -> new Reply.Ok(propagation()));
        control.on(HttpMethod.PUT, "/propagation", request -> {
            Delay delay = control.body(request, Delay.class);
            state.propagation().delay(Durations.parse(String.valueOf(delay.delay())));
            return new Reply.Ok(propagation());
        });
        control.on(HttpMethod.GET, "/forwarding", request -> forwarder
                .<Reply>map(smtp -> new Reply.Ok(Map.of(
                        "server", smtp.server().toString(),
                        "forwarded", smtp.forwarded(),
                        "waiting", smtp.waiting(),
                        "failed", smtp.failed(),
                        "failures", smtp.failures())))
                .orElseGet(() -> new Reply.Missing("No SMTP server is set that mails would go on to")));
        control.on(HttpMethod.POST, "/reset", request -> {
            state.reset();
            return new Reply.Done();
        });
        control.end();
    }

    private record Advance(String by) {}

    private record Delay(String delay) {}

    private Map<String, String> clock() {
        return Map.of(
                "now",
                state.clock().instant().toString(),
                "ahead",
                state.clock().ahead().toString());
    }

    private Map<String, String> propagation() {
        return Map.of("delay", state.propagation().delay().toString());
    }
}
