package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.Effort;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphAccessDeniedException;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.GraphRequestRejectedException;
import io.github.camelgraphmail.GraphUnavailableException;
import io.github.camelgraphmail.delivery.Verdict.Accepted;
import io.github.camelgraphmail.delivery.Verdict.Failed;
import io.github.camelgraphmail.delivery.Verdict.PauseMailbox;
import io.github.camelgraphmail.delivery.Verdict.Repeat;
import io.github.camelgraphmail.graph.GraphError;
import io.github.camelgraphmail.graph.GraphResult;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import io.github.camelgraphmail.graph.GraphResult.AnswerLost;
import io.github.camelgraphmail.graph.GraphResult.NothingSent;
import io.github.camelgraphmail.graph.GraphResult.SignInRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of what may be repeated, row by row. */
class RepeatPolicyTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** Always 0, so that no wait is shortened. */
    private static final RandomGenerator NO_JITTER = () -> 0;

    private final RepeatPolicy policy = policy(UnknownOutcome.FAIL);

    @ParameterizedTest
    @ValueSource(ints = {201, 202})
    void isDoneWithASuccess(int status) {
        assertThat(policy.judge(answer(status, "", null), attempts(2, Duration.ZERO)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void neverRepeatsASuccessThatAsksToWait() {
        assertThat(policy.judge(answer(202, "", Duration.ofSeconds(5)), attempts(1, Duration.ZERO)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void pausesTheMailboxAsLongAsGraphAsks() {
        assertThat(policy.judge(answer(429, "ApplicationThrottled", Duration.ofSeconds(7)), attempts(1, Duration.ZERO)))
                .isEqualTo(new PauseMailbox(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "5, 16", "6, 30", "60, 30"})
    void backsOffWhereNobodySaysHowLong(int attempts, int seconds) {
        assertThat(policy.judge(answer(429, "", null), attempts(attempts, Duration.ZERO)))
                .isEqualTo(new PauseMailbox(Duration.ofSeconds(seconds)));
        assertThat(policy.judge(nothingSent(null), attempts(attempts, Duration.ZERO)))
                .isEqualTo(new Repeat(Duration.ofSeconds(seconds)));
    }

    @Test
    void repeatsWhatWasNotSentAsLateAsEntraAsks() {
        assertThat(policy.judge(nothingSent(Duration.ofSeconds(9)), attempts(1, Duration.ZERO)))
                .isEqualTo(new Repeat(Duration.ofSeconds(9)));
    }

    @Test
    void givesUpWhenTheWaitsWouldGoPastTheTimeout() {
        Duration asked = Duration.ofMinutes(2);

        assertThat(policy.judge(answer(429, "", asked), attempts(3, TIMEOUT.minus(asked))))
                .isInstanceOf(PauseMailbox.class);
        assertFailed(
                policy.judge(
                        answer(429, "ApplicationThrottled", asked),
                        attempts(3, TIMEOUT.minus(asked).plusMillis(1))),
                GraphUnavailableException.class,
                failure -> {
                    assertThat(failure.getAttempts()).isEqualTo(3);
                    assertThat(failure.getErrorCode()).isEqualTo("ApplicationThrottled");
                    assertThat(failure).hasMessageContaining("not sent").hasMessageContaining("300 s");
                });
        assertFailed(
                policy.judge(nothingSent(null), attempts(1, TIMEOUT)),
                GraphUnavailableException.class,
                failure -> assertThat(failure).hasMessageContaining("refused").hasCauseInstanceOf(IOException.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 408, 500, 502, 503, 504, 509})
    void doesNotRepeatAfterAnAnswerThatMayHaveSentTheMail(int status) {
        assertFailed(
                policy.judge(answer(status, "", Duration.ofSeconds(1)), attempts(1, Duration.ZERO)),
                DeliveryUnknownException.class,
                failure -> {
                    assertThat(failure.getHttpStatus()).isEqualTo(status);
                    assertThat(failure.getHint()).contains("Sent Items").contains("unknownOutcome");
                });
    }

    @Test
    void doesNotRepeatAfterALostAnswer() {
        assertFailed(
                policy.judge(new AnswerLost(new IOException("reset"), "c-1"), attempts(1, Duration.ZERO)),
                DeliveryUnknownException.class,
                failure -> assertThat(failure).hasMessageContaining("reset"));
    }

    @Test
    void sendsAgainAfterAnUnknownOutcomeWhenTold() {
        RepeatPolicy resending = policy(UnknownOutcome.RESEND);

        assertThat(resending.judge(answer(504, "", null), attempts(1, Duration.ZERO)))
                .isEqualTo(new Repeat(Duration.ofSeconds(1)));
        assertThat(resending.judge(new AnswerLost(new IOException(), "c-1"), attempts(2, Duration.ZERO)))
                .isEqualTo(new Repeat(Duration.ofSeconds(2)));
        assertThat(resending.judge(answer(504, "", null), attempts(1, TIMEOUT))).isInstanceOf(Failed.class);
    }

    @Test
    void doesNotSayThatNothingWasSentAfterAnAttemptThatMayHaveSentTheMail() {
        RepeatPolicy resending = policy(UnknownOutcome.RESEND);
        Attempts afterALostAnswer = new Attempts(new Effort(2, Duration.ZERO, 0), TIMEOUT, true);

        for (GraphResult last : List.of(
                answer(429, "", null),
                nothingSent(null),
                answer(400, "ErrorInvalidRecipients", null),
                answer(504, "", null))) {
            assertFailed(resending.judge(last, afterALostAnswer), DeliveryUnknownException.class, failure -> assertThat(
                            failure.getHint())
                    .contains("Sent Items"));
        }
        assertThat(resending.judge(answer(202, "", null), afterALostAnswer)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ErrorInvalidRecipients, to",
        "400, SomethingNew, useless",
        "404, ErrorInvalidUser, CamelGraphMailSender",
        "404, MailboxNotEnabledForRESTAPI, licence",
        "404, '', CamelGraphMailSender",
        "409, ErrorIrresolvableConflict, useless",
        "413, '', 4 MB",
        "415, '', useless",
        "302, '', useless",
    })
    void givesUpAtOnceOnARefusal(int status, String code, String inHint) {
        assertFailed(
                policy.judge(answer(status, code, null), attempts(1, Duration.ZERO)),
                GraphRequestRejectedException.class,
                failure -> {
                    assertThat(failure.getHttpStatus()).isEqualTo(status);
                    assertThat(failure.getErrorCode()).isEqualTo(code.isEmpty() ? null : code);
                    assertThat(failure.getRequestId()).isEqualTo("request");
                    assertThat(failure.getClientRequestId()).isEqualTo("client-request");
                    assertThat(failure.getHint()).contains(inHint);
                    assertThat(failure).hasMessageContaining("erp@contoso.com").hasMessageEndingWith(failure.getHint());
                });
    }

    @ParameterizedTest
    @CsvSource({"ErrorAccessDenied, Mail.Send", "ErrorSendAsDenied, Send As", "'', Mail.Send"})
    void saysWhatIsMissingWhenAccessIsDenied(String code, String inHint) {
        assertFailed(
                policy.judge(answer(403, code, null), attempts(1, Duration.ZERO)),
                GraphAccessDeniedException.class,
                failure -> assertThat(failure.getHint()).contains(inHint));
    }

    @Test
    void failsToAuthenticateWhenGraphRefusesTheTokenForGood() {
        assertFailed(
                policy.judge(answer(401, "InvalidAuthenticationToken", null), attempts(1, Duration.ZERO)),
                GraphAuthenticationException.class,
                failure -> assertThat(failure.getHint()).contains("token"));
    }

    @Test
    void passesOnWhyEntraRefused() {
        GraphAuthenticationException refused =
                new GraphAuthenticationException("No.", "Mend it.", "AADSTS7000215", FailureDetails.NONE, null);

        assertFailed(
                policy.judge(new SignInRefused(refused), attempts(2, Duration.ZERO)),
                GraphAuthenticationException.class,
                failure -> assertThat(failure)
                        .isNotSameAs(refused)
                        .hasMessage("No. Mend it.")
                        .hasCause(refused)
                        .hasFieldOrPropertyWithValue("aadstsCode", "AADSTS7000215")
                        .returns(2, GraphMailException::getAttempts));
    }

    @Test
    void shortensWaitsByHalfAtTheMost() {
        Backoff backoff = new Backoff(Pace.DEFAULT, RandomGenerator.getDefault());
        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.after(3)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        }
    }

    private interface Check {
        void accept(GraphMailException failure);
    }

    private static void assertFailed(Verdict verdict, Class<? extends GraphMailException> type, Check check) {
        assertThat(verdict).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure()).isExactlyInstanceOf(type);
            check.accept(failed.failure());
        });
    }

    private static RepeatPolicy policy(UnknownOutcome unknownOutcome) {
        return new RepeatPolicy(
                TIMEOUT,
                unknownOutcome,
                new Backoff(Pace.DEFAULT, NO_JITTER),
                new GraphFailures("erp@contoso.com", "sendMail"));
    }

    private static Attempts attempts(int count, Duration elapsed) {
        return new Attempts(new Effort(count, Duration.ZERO, 0), elapsed, false);
    }

    private static GraphResult answer(int status, String code, Duration retryAfter) {
        return new Answer(
                status,
                Optional.of(new GraphError(code, code.isEmpty() ? "" : "Graph's words")),
                Optional.ofNullable(retryAfter),
                "request",
                "client-request",
                "");
    }

    private static GraphResult nothingSent(Duration retryAfter) {
        return new NothingSent(new IOException("connection refused"), Optional.ofNullable(retryAfter));
    }
}
