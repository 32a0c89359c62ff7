package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.CertificateWatch;
import io.github.camelgraphmail.auth.SignIn;
import io.github.camelgraphmail.auth.TokenState;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Says how it stands with the sign-in of one identity, for readiness: DOWN while there is no token that Graph would take and
 * none can be had, or none was tried for yet with a certificate that has ended. Before the first mail nothing is known, and
 * that is UP.
 *
 * <p>It waits for nobody. While it is DOWN it has a token asked for in the background, as often as the token source does for
 * mails: an application that is not ready may get no mails that would.
 */
final class SignInHealthCheck extends ReadinessCheck {

    private final SignIn signIn;

    SignInHealthCheck(String id, SignIn signIn) {
        super(id);
        this.signIn = signIn;
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
        boolean failing = state.failingSince().isPresent();
        if (state.tokenExpiry().isPresent() || !failing && !hasCertificateEnded()) {
            builder.up();
            return;
        }
        signIn.tokens().token();
        builder.message(
                        failing
                                ? state.failure().orElse("No access token could be had")
                                : "The certificate of " + signIn.who() + " has ended (option clientCertificate)")
                .down();
    }

    private boolean hasCertificateEnded() {
        return signIn.certificate()
                .flatMap(CertificateWatch::remainingDays)
                .filter(days -> days < 0)
                .isPresent();
    }
}
