package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.SignIn;
import io.github.camelgraphmail.auth.TokenState;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Says how it stands with the sign-in of one identity, for readiness: DOWN while there is no token that Graph would take and
 * none can be had, or once the certificate has ended. It asks nobody: what the last attempts came to is known. Before the
 * first mail nothing is known yet, and that is UP.
 */
final class SignInHealthCheck extends AbstractHealthCheck {

    private final SignIn signIn;

    SignInHealthCheck(String componentName, SignIn signIn) {
        super("camel", "producer:" + componentName + "-sign-in-" + signIn.who());
        this.signIn = signIn;
    }

    /** Starting the application again would not help. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        TokenState state = signIn.tokens().state();
        builder.detail("graphmail.identity", signIn.who());
        state.tokenExpiry().ifPresent(expiry -> builder.detail("graphmail.token.expiry", expiry.toString()));
        state.failingSince().ifPresent(since -> builder.detail("graphmail.signin.failing.since", since.toString()));
        signIn.certificate().ifPresent(watch -> {
            watch.expiry().ifPresent(expiry -> builder.detail("graphmail.certificate.expiry", expiry.toString()));
            watch.remainingDays().ifPresent(days -> builder.detail("graphmail.certificate.days.left", days));
        });
        boolean certificateEnded = signIn.certificate()
                .flatMap(watch -> watch.remainingDays())
                .filter(days -> days < 0)
                .isPresent();
        if (state.failure().isPresent() && state.tokenExpiry().isEmpty()) {
            builder.message(state.failure().get()).down();
        } else if (certificateEnded) {
            builder.message("The certificate of " + signIn.who() + " has ended (option clientCertificate)")
                    .down();
        } else {
            builder.up();
        }
    }
}
