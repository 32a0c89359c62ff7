package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.Identity;
import io.github.camelgraphmail.auth.SignIn;
import io.github.camelgraphmail.auth.TokenClaims;
import io.github.camelgraphmail.http.Failures;
import io.github.camelgraphmail.http.HttpCall;
import io.github.camelgraphmail.http.HttpOutcome;
import io.github.camelgraphmail.http.HttpTarget;
import io.github.camelgraphmail.http.HttpTransport;
import io.github.camelgraphmail.scope.MailboxProbe;
import io.github.camelgraphmail.scope.Reach;
import io.github.camelgraphmail.scope.ScopeFinding;
import io.github.camelgraphmail.scope.SignInFinding;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Looks at what an endpoint needs to send, one thing at a time, in the way in which its mails go, and sends nothing.
 * {@link GraphMailEndpoint#diagnosis()} makes one. Its stages never complete exceptionally; each look makes one request and
 * repeats nothing. Safe for use by many threads.
 */
public final class GraphMailDiagnosis implements AutoCloseable {

    private final EndpointSettings settings;
    private final SignIns.Use use;
    private final HttpTransport transport;
    private final MailboxProbe probe;

    GraphMailDiagnosis(EndpointSettings settings, GraphMailServices services) {
        this.settings = settings;
        this.use = services.signIn(settings);
        this.transport = services.transport(settings);
        this.probe = services.probe(settings, use.signIn());
    }

    /** The mailbox that the endpoint sends as. */
    public String sender() {
        return settings.mail().sender();
    }

    /** The mailboxes that the app must not be able to send as, by option forbiddenSender. */
    public Set<String> forbiddenSenders() {
        return settings.policy().forbidden();
    }

    /** Where Entra is; empty where signing in does not go there, as for managed identities. */
    public Optional<URI> entra() {
        return settings.identity() instanceof Identity.App app ? Optional.of(app.authorityHost()) : Optional.empty();
    }

    /** Where Graph is. */
    public URI graph() {
        return settings.graphEndpoint();
    }

    /** Whether anything answers at an address. */
    public CompletionStage<Reach> reach(URI address) {
        HttpCall call =
                new HttpCall("GET", HttpTarget.of(address), Map.of(), null, new byte[0], settings.requestTimeout());
        return transport.send(call).thenApply(outcome -> {
            if (outcome instanceof HttpOutcome.Answered answered) {
                return new Reach(address, answered.status(), true, Optional.empty());
            }
            return outcome instanceof HttpOutcome.NothingSent nothing
                    ? new Reach(address, 0, false, Optional.of(nothing.cause()))
                    : new Reach(address, 0, true, Optional.of(((HttpOutcome.AnswerLost) outcome).cause()));
        });
    }

    /** Whether the application can sign in. */
    public CompletionStage<SignInFinding> signIn() {
        SignIn signIn = use.signIn();
        return signIn.tokens()
                .token()
                .handle((token, failure) -> failure == null
                        ? new SignInFinding.SignedIn(signIn.who(), token.expiry(), TokenClaims.of(token))
                        : new SignInFinding.NotSignedIn(signIn.who(), Failures.unwrapped(failure)));
    }

    /** Whether the app can send as a mailbox. */
    public CompletionStage<ScopeFinding> sendAs(String mailbox) {
        return probe.send(mailbox);
    }

    /** Whether the app can write drafts of a mailbox, which large mails and idempotency keys take. */
    public CompletionStage<ScopeFinding> writeDraftsOf(String mailbox) {
        return probe.write(mailbox);
    }

    /** Gives up the identity. */
    @Override
    public void close() {
        use.close();
    }
}
