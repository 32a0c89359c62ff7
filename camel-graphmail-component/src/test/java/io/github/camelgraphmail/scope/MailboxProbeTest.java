package io.github.camelgraphmail.scope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.graph.GraphError;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.graph.GraphResult;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer indicates, and that it is worded as what was seen. */
class MailboxProbeTest {

    private final List<GraphRequest> requests = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "400, ErrorInvalidRecipients, ALLOWED",
        "400, ErrorMissingRecipients, ALLOWED",
        "202, '', ALLOWED",
        "400, RequestBodyRead, UNKNOWN",
        "400, '', UNKNOWN",
        "401, InvalidAuthenticationToken, UNKNOWN",
        "401, NoPermissionsInAccessToken, BLOCKED",
        "403, ErrorAccessDenied, BLOCKED",
        "403, ErrorAccountDisabled, UNKNOWN",
        "403, ErrorSendAsDenied, UNKNOWN",
        "403, '', UNKNOWN",
        "404, ErrorInvalidUser, UNKNOWN",
        "404, MailboxNotEnabledForRESTAPI, UNKNOWN",
        "429, ApplicationThrottled, UNKNOWN",
        "503, ErrorServerBusy, UNKNOWN",
        "200, '', UNKNOWN",
    })
    void tellsWhatAnAnswerToAMailWithoutRecipientsIndicates(int status, String code, Access expected) {
        ScopeFinding finding = probe(answer(status, code))
                .send("ceo@contoso.com")
                .toCompletableFuture()
                .join();

        assertThat(finding.access()).isEqualTo(expected);
        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.errorCode()).isEqualTo(code);
        assertThat(finding.observed())
                .startsWith(("Graph answered " + status + " " + code).trim() + " to a mail without recipients, which ")
                .contains("ceo@contoso.com");
        if (expected != Access.UNKNOWN) {
            assertThat(finding.observed()).contains("which indicates that the app can");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, ErrorItemNotFound, ALLOWED",
        "400, ErrorInvalidIdMalformed, ALLOWED",
        "404, ErrorInvalidUser, UNKNOWN",
        "403, ErrorAccessDenied, BLOCKED",
        "200, '', UNKNOWN",
        "500, '', UNKNOWN",
    })
    void tellsWhatAnAnswerToAChangeOfNoMessageIndicates(int status, String code, Access expected) {
        ScopeFinding finding = probe(answer(status, code))
                .write("erp@contoso.com")
                .toCompletableFuture()
                .join();

        assertThat(finding.access()).isEqualTo(expected);
        assertThat(finding.observed()).contains("to a change of a message that is not there, which ");
    }

    @Test
    void knowsNothingWithoutAnAnswer() {
        List<GraphResult> results = List.of(
                new GraphResult.NothingSent(new ConnectException("refused"), Optional.empty()),
                new GraphResult.AnswerLost(new IOException("broken"), "c-1"),
                new GraphResult.SignInRefused(new GraphAuthenticationException(
                        "Entra refused.", "Mend it.", null, FailureDetails.NONE, null)));
        for (GraphResult result : results) {
            ScopeFinding finding =
                    probe(result).send("ceo@contoso.com").toCompletableFuture().join();

            assertThat(finding.access()).isEqualTo(Access.UNKNOWN);
            assertThat(finding.observed()).startsWith("No answer came from Graph about ceo@contoso.com: ");
        }
    }

    @Test
    void knowsNothingWhenTheComponentStops() {
        MailboxProbe probe = new MailboxProbe(
                (mailbox, request) -> CompletableFuture.failedFuture(new IllegalStateException("stopped")));

        assertThat(probe.send("ceo@contoso.com").toCompletableFuture().join().access())
                .isEqualTo(Access.UNKNOWN);
    }

    @Test
    void asksForAMailThatNobodyCouldGet() throws IOException {
        probe(answer(403, "ErrorAccessDenied")).send("ceo@contoso.com");

        assertThat(requests).hasSize(1);
        JsonNode mail = new JsonMapper().readTree(requests.get(0).content().toBytes());
        assertThat(requests.get(0).path()).containsExactly("users", "ceo@contoso.com", "sendMail");
        assertThat(mail.at("/message/toRecipients").isArray()).isTrue();
        assertThat(mail.at("/message/toRecipients")).isEmpty();
        assertThat(mail.at("/message/ccRecipients").isMissingNode()).isTrue();
        assertThat(mail.at("/message/bccRecipients").isMissingNode()).isTrue();
        assertThat(mail.at("/saveToSentItems").asBoolean(true)).isFalse();
    }

    private MailboxProbe probe(GraphResult result) {
        return new MailboxProbe((mailbox, request) -> {
            requests.add(request);
            return CompletableFuture.completedFuture(result);
        });
    }

    private static GraphResult.Answer answer(int status, String code) {
        Optional<GraphError> error =
                status < 300 ? Optional.empty() : Optional.of(new GraphError(code, "a message that nobody relies on"));
        return new GraphResult.Answer(status, error, Optional.empty(), "request", "client", "");
    }
}
