package io.github.camelgraphmail;

import io.github.camelgraphmail.scope.Access;
import io.github.camelgraphmail.scope.ScopeFinding;
import io.github.camelgraphmail.scope.ScopeState;
import io.github.camelgraphmail.scope.ScopeWatch;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Says whether the app's scope is what it should be, for readiness: DOWN when the forbidden mailbox is not blocked, or the endpoint's
 * own is. What is not known is UP, with the reason among the details: an answer that tells nothing is neither. It asks Graph
 * nothing.
 */
final class ScopeHealthCheck extends ReadinessCheck {

    private final ScopeWatch watch;

    ScopeHealthCheck(String id, ScopeWatch watch) {
        super(id);
        this.watch = watch;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        ScopeState state = watch.state();
        Access access = state.finding().map(ScopeFinding::access).orElse(Access.UNKNOWN);
        builder.detail("graphmail.scope.mailbox", watch.mailbox())
                .detail("graphmail.scope.expected", watch.expected().name())
                .detail("graphmail.scope.found", access.name());
        state.foundAt().ifPresent(when -> builder.detail("graphmail.scope.found.at", when.toString()));
        state.doubt().ifPresent(doubt -> builder.detail("graphmail.scope.doubt", doubt.observed()));
        if (watch.expected() == Access.BLOCKED && watch.hasTenantWideConsent()) {
            builder.detail(
                    "graphmail.scope.risk",
                    "The token has Mail.Send for the whole tenant. Nothing but an application access policy in Exchange can"
                            + " restrict the app then; a scope by RBAC for Applications has no effect beside it.");
        }
        watch.problem().ifPresentOrElse(problem -> builder.message(problem).down(), () -> {
            state.finding().ifPresent(finding -> builder.message(finding.observed()));
            builder.up();
        });
    }
}
