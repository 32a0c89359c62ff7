package io.github.camelgraphmail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.TokenRequest;
import io.github.camelgraphmail.http.HttpTransport;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A credential that is replaced between its reading and Entra's refusal. */
class AppTokensTest {

    private static final TokenRequest GRAPH =
            new TokenRequest("https://graph.microsoft.com/.default", Optional.empty());

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpTransport transport =
            new HttpTransport(Optional.empty(), Optional.empty(), Duration.ofSeconds(5), Thread::new);
    private GraphMailSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = GraphMailSandbox.start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
        transport.close();
        executor.shutdownNow();
    }

    /** Another secret at each reading; the last one stays. */
    private static final class Rotating implements CredentialSource {
        private final Deque<String> secrets;

        private Rotating(String... secrets) {
            this.secrets = new ArrayDeque<>(List.of(secrets));
        }

        @Override
        public synchronized byte[] read() {
            String secret = secrets.size() > 1 ? secrets.poll() : secrets.peek();
            return secret.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Object version() {
            return "";
        }
    }

    @Test
    void isReadAgainAndTriedAtOnce() {
        assertThat(token("removed", secret())).succeedsWithin(Duration.ofSeconds(10));
        assertThat(sandbox.tokenRequests()).isEqualTo(2);
    }

    @Test
    void isTriedOnceMoreAndNotForEver() {
        assertRefused(token("removed", "also removed", secret()));
        assertThat(sandbox.tokenRequests()).isEqualTo(2);
    }

    @Test
    void isNotTriedAgainWhenItIsTheSame() {
        assertRefused(token("wrong"));
        assertThat(sandbox.tokenRequests()).isEqualTo(1);
    }

    private String secret() {
        return sandbox.tenant().apps().get(0).clientSecret();
    }

    private static void assertRefused(CompletableFuture<AccessToken> token) {
        assertThat(token)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(GraphAuthenticationException.class)
                .withMessageContaining("AADSTS7000215");
    }

    private CompletableFuture<AccessToken> token(String... secrets) {
        Identity.App app = new Identity.App(
                sandbox.http(),
                sandbox.tenant().id(),
                sandbox.tenant().apps().get(0).clientId(),
                new Credential.ClientSecret(new Rotating(secrets)));
        return new AppTokens(app, transport, executor, Duration.ofSeconds(10), Clock.systemUTC())
                .accessToken(GRAPH)
                .toCompletableFuture();
    }
}
