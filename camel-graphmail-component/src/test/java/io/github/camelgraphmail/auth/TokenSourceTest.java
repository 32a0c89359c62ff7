package io.github.camelgraphmail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.TokenRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TokenSourceTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final String SCOPE = "https://graph.microsoft.com/.default";

    private final TestClock clock = new TestClock(START);
    private final List<TokenRequest> requests = new ArrayList<>();
    private final Deque<CompletableFuture<AccessToken>> answers = new ArrayDeque<>();
    private String credentialVersion = "first";
    private final TokenSource source = source(
            new TokenOrigin(
                    "the ERP",
                    request -> {
                        requests.add(request);
                        CompletableFuture<AccessToken> answer = new CompletableFuture<>();
                        answers.add(answer);
                        return answer;
                    },
                    () -> credentialVersion),
            Duration.ofMinutes(1));

    @Test
    void makesOneRequestForManyCallers() {
        List<CompletableFuture<AccessToken>> callers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            callers.add(token());
        }
        AccessToken token = answerWithToken("one");

        assertThat(requests).containsExactly(new TokenRequest(SCOPE, Optional.empty()));
        assertThat(callers).allSatisfy(caller -> assertThat(caller).isCompletedWithValue(token));
    }

    @Test
    void keepsATokenUntilFourFifthsOfItsLife() {
        AccessToken token = first("one");

        clock.advance(Duration.ofMinutes(47));

        assertThat(token()).isCompletedWithValue(token);
        assertThat(requests).hasSize(1);
    }

    @Test
    void renewsInTheBackgroundWhileTheOldTokenServes() {
        AccessToken old = first("old");

        clock.advance(Duration.ofMinutes(50));
        assertThat(token()).isCompletedWithValue(old);
        assertThat(token()).isCompletedWithValue(old);
        assertThat(requests).hasSize(2);
        AccessToken renewed = answerWithToken("new");

        assertThat(token()).isCompletedWithValue(renewed);
    }

    @Test
    void doesNotHandOutATokenThatIsAboutToEnd() {
        first("old");

        clock.advance(Duration.ofMinutes(60).minusSeconds(20));
        CompletableFuture<AccessToken> caller = token();
        assertThat(caller).isNotCompleted();
        AccessToken renewed = answerWithToken("new");

        assertThat(caller).isCompletedWithValue(renewed);
    }

    @Test
    void servesTheOldTokenWhileRenewalFails() {
        AccessToken old = first("old");
        clock.advance(Duration.ofMinutes(50));
        token();
        answers.remove().completeExceptionally(new IOException("Entra is down"));

        assertThat(token()).isCompletedWithValue(old);
    }

    @Test
    void leavesEntraAloneForAWhileAfterAFailure() {
        IOException down = new IOException("Entra is down");
        CompletableFuture<AccessToken> first = token();
        answers.remove().completeExceptionally(down);

        assertFailed(first, down);
        assertFailed(token(), down);
        assertThat(requests).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        CompletableFuture<AccessToken> second = token();
        assertThat(requests).hasSize(2);
        answers.remove().completeExceptionally(down);
        assertFailed(second, down);

        clock.advance(Duration.ofSeconds(1));
        assertFailed(token(), down);
        clock.advance(Duration.ofSeconds(1));
        assertThat(token()).isNotCompleted();
        assertThat(requests).hasSize(3);
    }

    @Test
    void recoversByItself() {
        token();
        answers.remove().completeExceptionally(new IOException("Entra is down"));
        clock.advance(Duration.ofMinutes(1));

        AccessToken token = first("back");

        assertThat(token()).isCompletedWithValue(token);
    }

    @Test
    void getsANewTokenWithTheClaimsThatGraphWants() {
        AccessToken refused = first("refused");
        source.reject(refused, Optional.of("{\"access_token\":{}}"));

        CompletableFuture<AccessToken> caller = token();
        AccessToken renewed = answerWithToken("new");

        assertThat(requests.get(1)).isEqualTo(new TokenRequest(SCOPE, Optional.of("{\"access_token\":{}}")));
        assertThat(caller).isCompletedWithValue(renewed);

        source.reject(refused, Optional.empty());
        assertThat(token()).isCompletedWithValue(renewed);
    }

    @Test
    void takesAnExceptionOfTheProviderForAFailure() {
        IllegalStateException broken = new IllegalStateException("broken");
        TokenSource fragile = source(
                TokenOrigin.of("fragile", request -> {
                    throw broken;
                }),
                Duration.ofMinutes(1));

        assertFailed(fragile.token().toCompletableFuture(), broken);
    }

    @Test
    void takesATokenThatNeverEnds() {
        AccessToken eternal = new AccessToken("eternal", Instant.MAX);
        CompletableFuture<AccessToken> caller = token();

        answers.remove().complete(eternal);

        assertThat(caller).isCompletedWithValue(eternal);
        assertThat(token()).isCompletedWithValue(eternal);
    }

    @Test
    void survivesAProviderThatAnswersNothing() {
        CompletableFuture<AccessToken> caller = token();
        answers.remove().complete(null);
        assertThat(caller).isCompletedExceptionally();
        clock.advance(Duration.ofMinutes(2));
        assertThat(token()).isNotCompleted();

        TokenSource forgetful = source(TokenOrigin.of("forgetful", request -> null), Duration.ofMinutes(1));
        assertThat(forgetful.token().toCompletableFuture()).isCompletedExceptionally();
        TokenSource silent =
                source(TokenOrigin.of("silent", request -> new CompletableFuture<>()), Duration.ofMillis(50));
        assertThat(silent.token().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(EntraUnavailableException.class)
                .withMessageContaining("No access token for silent came within")
                .withMessageContaining("It has been so since");
        assertThat(silent.state().failingSince()).isPresent();
    }

    @Test
    void restsAsLongAsEntraAsks() {
        token();
        answers.remove().completeExceptionally(new EntraUnavailableException("busy", Duration.ofSeconds(20), null));

        clock.advance(Duration.ofSeconds(19));
        assertThat(token()).isCompletedExceptionally();
        clock.advance(Duration.ofSeconds(1));
        assertThat(token()).isNotCompleted();
    }

    @Test
    void keepsAChallengeThatCameWhileATokenWasUnderWay() {
        AccessToken old = first("old");
        clock.advance(Duration.ofMinutes(50));
        token();
        source.reject(old, Optional.of("{\"x\":1}"));
        AccessToken renewed = answerWithToken("renewed without claims");
        source.reject(renewed, Optional.of("{\"x\":1}"));

        token();

        assertThat(requests.get(requests.size() - 1).claims()).contains("{\"x\":1}");
    }

    @Test
    void doesNotAskEntraForEveryMailWhenGraphRefusesEveryToken() {
        for (int i = 0; i < 20; i++) {
            CompletableFuture<AccessToken> caller = token();
            if (!answers.isEmpty()) {
                source.reject(answerWithToken("token " + i), Optional.empty());
            } else {
                assertThat(caller).isCompletedExceptionally();
            }
        }

        assertThat(requests).hasSize(2);
    }

    @Test
    void doesNotAskEntraForEveryMailWhenGraphAlwaysWantsClaims() {
        for (int i = 0; i < 20; i++) {
            token();
            if (!answers.isEmpty()) {
                source.reject(answerWithToken("token " + i), Optional.of("{\"x\":" + i + "}"));
            }
        }

        assertThat(requests).hasSize(2);
    }

    @Test
    void takesAnyNumberOfRevocationsBetweenWhichTheTokenServed() {
        for (int i = 0; i < 20; i++) {
            token();
            AccessToken token = answerWithToken("token " + i);
            source.accepted(token);
            source.reject(token, Optional.of("{\"x\":" + i + "}"));
        }

        assertThat(requests).hasSize(20);
    }

    @Test
    void restsWhenTokensComeThatHaveEnded() {
        CompletableFuture<AccessToken> caller = token();
        answers.remove().complete(new AccessToken("old", START));

        assertThat(caller)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("Does this machine's clock go right?");
        assertThat(token()).isCompletedExceptionally();
        assertThat(requests).hasSize(1);
    }

    @Test
    void logsARefusalOnceHoweverManyMailsItStops() {
        Logger logger = (Logger) LoggerFactory.getLogger(TokenSource.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            for (int i = 0; i < 100; i++) {
                token();
                clock.advance(Duration.ofSeconds(10));
                if (!answers.isEmpty()) {
                    answers.remove().completeExceptionally(refusal());
                }
            }
            clock.advance(Duration.ofMinutes(2));
            first("back");
        } finally {
            logger.detachAppender(log);
        }

        assertThat(requests.size()).isGreaterThan(5);
        assertThat(log.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                        .map(ILoggingEvent::getFormattedMessage))
                .containsExactly("Mails of the ERP can't be sent: No. Mend it.", "Entra signs in the ERP again");
    }

    @Test
    void spreadsRenewals() {
        List<Duration> renewals = new ArrayList<>();
        for (long bits : new long[] {0, Long.MIN_VALUE, -1}) {
            TestClock ownClock = new TestClock(START);
            List<TokenRequest> asked = new ArrayList<>();
            TokenSource spread = new TokenSource(
                    TokenOrigin.of("one node", request -> {
                        asked.add(request);
                        return CompletableFuture.completedFuture(
                                new AccessToken("t", ownClock.instant().plus(Duration.ofHours(1))));
                    }),
                    SCOPE,
                    Duration.ofMinutes(1),
                    ownClock,
                    () -> bits);
            spread.token();
            while (asked.size() < 2) {
                ownClock.advance(Duration.ofSeconds(10));
                spread.token();
            }
            renewals.add(Duration.between(START, ownClock.instant()));
        }

        assertThat(renewals).containsExactly(Duration.ofMinutes(45), Duration.ofMinutes(48), Duration.ofMinutes(51));
    }

    @Test
    void handsOutAShortLivedTokenToo() {
        CompletableFuture<AccessToken> caller = token();
        AccessToken brief = new AccessToken("brief", START.plusSeconds(10));
        answers.remove().complete(brief);
        assertThat(caller).isCompletedWithValue(brief);

        clock.advance(Duration.ofMillis(8900));
        assertThat(token()).isCompletedWithValue(brief);
        clock.advance(Duration.ofMillis(200));
        assertThat(token()).isNotCompleted();
    }

    @Test
    void saysSinceWhenItFails() {
        token();
        answers.remove().completeExceptionally(new EntraUnavailableException("Entra is down.", null, null));

        clock.advance(Duration.ofMillis(500));

        assertThat(token())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("Entra is down. It has been so since 2026-11-23T10:00:00Z.");
        assertThat(source.state().failingSince()).contains(START);
        assertThat(source.state().failure()).contains("Entra is down.");
        clock.advance(Duration.ofMinutes(1));
        first("back");
        assertThat(source.state())
                .isEqualTo(new TokenState(
                        Optional.of(clock.instant()),
                        Optional.of(clock.instant().plus(Duration.ofHours(1))),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void asksAtOnceWhenTheCredentialWasReplaced() {
        token();
        answers.remove().completeExceptionally(refusal());
        assertThat(token()).isCompletedExceptionally();
        assertThat(requests).hasSize(1);

        credentialVersion = "second";
        CompletableFuture<AccessToken> caller = token();

        assertThat(requests).hasSize(2);
        AccessToken token = answerWithToken("new");
        assertThat(caller).isCompletedWithValue(token);
    }

    @Test
    void asksOnceForEachReplacementOfTheCredential() {
        token();
        answers.remove().completeExceptionally(refusal());
        credentialVersion = "second";
        token();
        answers.remove().completeExceptionally(refusal());

        assertThat(token()).isCompletedExceptionally();
        assertThat(requests).hasSize(2);
    }

    @Test
    void getsANewerTokenWhenAccessIsDenied() {
        AccessToken old = first("old");
        source.accessDenied(old);
        assertThat(token()).isCompletedWithValue(old);
        assertThat(requests).as("a new token knows all consent there is").hasSize(1);

        clock.advance(Duration.ofMinutes(6));
        source.accessDenied(old);
        assertThat(token()).isCompletedWithValue(old);
        assertThat(requests).hasSize(2);
        AccessToken renewed = answerWithToken("with consent");
        source.accessDenied(old);

        assertThat(token()).isCompletedWithValue(renewed);
        assertThat(requests).hasSize(2);
    }

    private static GraphAuthenticationException refusal() {
        return new GraphAuthenticationException("No.", "Mend it.", "AADSTS7000215", FailureDetails.NONE, null);
    }

    /** Renews after four fifths of a token's life. */
    private TokenSource source(TokenOrigin origin, Duration timeout) {
        return new TokenSource(origin, SCOPE, timeout, clock, () -> Long.MIN_VALUE);
    }

    private CompletableFuture<AccessToken> token() {
        return source.token().toCompletableFuture();
    }

    private AccessToken first(String value) {
        token();
        return answerWithToken(value);
    }

    private AccessToken answerWithToken(String value) {
        AccessToken token = new AccessToken(value, clock.instant().plus(Duration.ofHours(1)));
        answers.remove().complete(token);
        return token;
    }

    private static void assertFailed(CompletableFuture<AccessToken> caller, Throwable cause) {
        assertThat(caller).isCompletedExceptionally();
        assertThat(caller.handle((token, failure) -> failure)).isCompletedWithValue(cause);
    }
}
