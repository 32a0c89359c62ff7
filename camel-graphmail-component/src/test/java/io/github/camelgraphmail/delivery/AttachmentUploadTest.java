package io.github.camelgraphmail.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.auth.TokenOrigin;
import io.github.camelgraphmail.auth.TokenSource;
import io.github.camelgraphmail.delivery.AttachmentUpload.End;
import io.github.camelgraphmail.graph.GraphClient;
import io.github.camelgraphmail.http.HttpTransport;
import io.github.camelgraphmail.mail.ContentSource;
import io.github.camelgraphmail.mail.MailAttachment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upload session that answers strangely, and a file that changes meanwhile. */
class AttachmentUploadTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int SIZE = 7_000_000;

    @RegisterExtension
    static final WireMockExtension OUTLOOK = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final HttpTransport transport =
            new HttpTransport(Optional.empty(), Optional.empty(), Duration.ofSeconds(5), Thread::new);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-", "99999999", "7000000", "3276799999999"})
    void endsWhenTheSessionWantsWhatMakesNoSense(String next) throws Exception {
        OUTLOOK.stubFor(put(urlEqualTo("/session")).willReturn(okJson("{\"nextExpectedRanges\":[\"" + next + "\"]}")));

        assertThat(upload(SIZE)).succeedsWithin(LIMIT).isInstanceOf(End.Broken.class);
        OUTLOOK.verify(1, putRequestedFor(urlEqualTo("/session")));
    }

    @Test
    void goesOnWhereTheSessionSaysItIsMissing() throws Exception {
        OUTLOOK.stubFor(put(urlEqualTo("/session"))
                .withHeader("Content-Range", equalTo("bytes 0-3932159/7000000"))
                .willReturn(okJson("{\"nextExpectedRanges\":[\"1000000\"]}")));
        OUTLOOK.stubFor(put(urlEqualTo("/session"))
                .withHeader("Content-Range", equalTo("bytes 1000000-4932159/7000000"))
                .willReturn(aResponse().withStatus(201)));

        assertThat(upload(SIZE)).succeedsWithin(LIMIT).isInstanceOf(End.Complete.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {SIZE - 1, SIZE + 1})
    void noticesThatTheFileHasChanged(int announced) throws Exception {
        OUTLOOK.stubFor(put(urlEqualTo("/session")).willReturn(okJson("{}")));

        assertThat(upload(announced))
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withCauseInstanceOf(InvalidMailException.class)
                .withMessageContaining("large.bin");
    }

    private CompletableFuture<End> upload(int announced) throws Exception {
        Path file = Files.write(folder.resolve("large.bin"), new byte[SIZE]);
        TokenSource tokens = new TokenSource(
                TokenOrigin.of(
                        "nobody",
                        request -> CompletableFuture.completedFuture(
                                new AccessToken("t", Instant.now().plusSeconds(3000)))),
                "scope",
                LIMIT,
                Clock.systemUTC(),
                RandomGenerator.getDefault());
        MailboxGate gate = new MailboxGate((wait, task) -> task.run(), Runnable::run);
        DraftCalls calls = new DraftCalls(
                new GraphClient(transport, URI.create(OUTLOOK.baseUrl()), tokens, LIMIT, Clock.systemUTC()),
                gate,
                gate.ticket("erp@contoso.com", 4),
                Runnable::run,
                new Backoff(
                        new Pace(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ZERO),
                        RandomGenerator.getDefault()),
                new TrafficMeter(),
                GraphFailures.ofDraft("erp@contoso.com"),
                LIMIT);
        MailAttachment attachment = new MailAttachment(
                "large.bin",
                "application/octet-stream",
                new ContentSource.FileContent(file, announced),
                false,
                Optional.empty());
        return new AttachmentUpload(calls, URI.create(OUTLOOK.baseUrl() + "/session"), attachment)
                .run()
                .toCompletableFuture();
    }
}
