package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Mails that go by a draft: large ones, and those that must be sent once whatever happens. */
class DraftDeliveryTest extends SandboxTestSupport {

    private static final String TO_OPS = "graphmail:erp@contoso.com?to=ops@contoso.com&subject=Report";
    private static final String BY_DRAFT = TO_OPS + "&delivery=draft";
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    private Path folder;

    /** A tenth of the real one. */
    @Override
    protected Pace pace() {
        return new Pace(Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ZERO);
    }

    @BeforeEach
    void mayWrite() {
        grant(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE);
    }

    @AfterEach
    void endFaults() {
        sandbox.faults().clear();
    }

    private static void grant(String... roles) {
        sandbox.update(sandbox.tenant().apps().get(0).clientId(), app -> app.withRoles(Set.of(roles)));
        sandbox.revokeTokens(sandbox.tenant().apps().get(0).clientId());
    }

    @Test
    void sendsASmallMailByADraftWhereThatIsAskedFor() throws IOException {
        Exchange exchange = send(BY_DRAFT, file("a.txt", 10));

        assertThat(exchange.getException()).isNull();
        AcceptedMail mail = onlyMail();
        assertThat(mail.subject()).isEqualTo("Report");
        assertThat(mail.message().attachments())
                .extracting(MailAttachment::name)
                .containsExactly("a.txt");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(GraphMailConstants.DELIVERY, "draft")
                .containsKeys(GraphMailConstants.MESSAGE_ID, GraphMailConstants.INTERNET_MESSAGE_ID)
                .containsKeys(GraphMailConstants.REQUEST_ID, GraphMailConstants.CLIENT_REQUEST_ID);
        assertThat(exchange.getMessage().getBody()).isEqualTo("text");
        assertThat(sandbox.drafts("erp@contoso.com")).isEmpty();
        assertThat(sandbox.sentItems("erp@contoso.com")).singleElement().satisfies(sent -> assertThat(
                        sent.internetMessageId())
                .isEqualTo(exchange.getMessage().getHeader(GraphMailConstants.INTERNET_MESSAGE_ID)));
    }

    @Test
    void sendsWhatFitsDirectlyByItself() throws IOException {
        Exchange exchange = send(TO_OPS, file("a.txt", 10));

        assertThat(exchange.getMessage().getHeader(GraphMailConstants.DELIVERY)).isEqualTo("direct");
    }

    @Test
    void sendsLargeAttachmentsByUploadSessions() throws IOException {
        Path large = file("large.bin", 7 * MEGABYTE + 1);
        Path small = file("small.bin", 1000);
        Path medium = file("medium.bin", 4 * MEGABYTE);
        long before = sandbox.uploads().acceptedBytes();

        Exchange exchange = send(TO_OPS, large, small, medium);

        assertThat(exchange.getException()).isNull();
        assertAttached(large, small, medium);
        assertThat(exchange.getMessage().getHeader(GraphMailConstants.DELIVERY)).isEqualTo("draft");
        assertThat(sandbox.uploads().acceptedBytes() - before).isEqualTo(11 * MEGABYTE + 1);
    }

    /** Graph says 3 MB and not which; the sandbox takes sessions from 3,100,000 bytes on. */
    @ParameterizedTest
    @CsvSource({"2999999", "3000000", "3099999", "3100000", "3145600", "3145727", "3145728"})
    void findsTheWayThatGraphTakesNearTheThreshold(int size) throws IOException {
        Path file = file("edge.bin", size);

        assertThat(send(BY_DRAFT, file).getException()).isNull();
        assertAttached(file);
    }

    @Test
    void sendsAnAlternativeBodyWithALargeAttachment() throws IOException {
        Path large = file("large.bin", 5 * MEGABYTE);

        Exchange exchange = template.request(TO_OPS + "&mailHeaders=true&contentType=text/html", mail -> {
            mail.getMessage().setBody("<b>text</b>");
            mail.getMessage().setHeader("CamelMailAlternativeBody", "text");
            attach(mail, large);
        });

        assertThat(exchange.getException()).isNull();
        assertAttached(large);
        assertThat(onlyMail().message().body().content()).contains("<b>text</b>");
    }

    @Test
    void sendsALargeAttachmentThatIsNoFile() throws IOException {
        byte[] content = Files.readAllBytes(file("large.bin", 9 * MEGABYTE));

        Exchange exchange = template.request(TO_OPS, mail -> {
            mail.getMessage().setBody("text");
            mail.getMessage(AttachmentMessage.class)
                    .addAttachment("large.bin", new DataHandler(new ByteArrayDataSource(content, "application/x-any")));
        });

        assertThat(exchange.getException()).isNull();
        assertThat(onlyMail().message().attachments())
                .singleElement()
                .satisfies(attachment -> assertThat(attachment.content()).isEqualTo(content));
    }

    @Test
    void sendsALargeStreamAsAnAttachment() throws IOException {
        Path large = file("large.bin", 9 * MEGABYTE);

        Exchange exchange = template.request(TO_OPS + "&attachBody=true", mail -> {
            mail.getMessage().setBody(Files.newInputStream(large));
            mail.getMessage().setHeader(Exchange.FILE_NAME, "large.bin");
        });

        assertThat(exchange.getException()).isNull();
        assertAttached(large);
    }

    @Test
    void leavesALargeDraft() throws IOException {
        Path large = file("large.bin", 5 * MEGABYTE);

        Exchange exchange = send(TO_OPS + "&operation=draft", large);

        assertThat(exchange.getException()).isNull();
        assertThat(sandbox.mails()).isEmpty();
        assertThat(sandbox.drafts("erp@contoso.com"))
                .singleElement()
                .satisfies(draft -> assertThat(draft.message().attachments()).hasSize(1));
    }

    @Test
    void deletesTheCopyThatIsNotWanted() {
        Exchange exchange = send(BY_DRAFT + "&saveToSentItems=false");

        assertThat(exchange.getException()).isNull();
        assertThat(sandbox.mails()).hasSize(1);
        assertThat(sandbox.sentItems("erp@contoso.com")).isEmpty();
    }

    @Test
    void refusesALargeMailWhereDraftsAreNotWanted() throws IOException {
        assertThat(send(TO_OPS + "&delivery=direct", file("large.bin", 5 * MEGABYTE))
                        .getException())
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("large.bin")
                .hasMessageContaining("delivery=auto");
    }

    @Test
    void saysOnceWhichPermissionIsMissing() throws IOException {
        grant(ServicePrincipal.MAIL_SEND);
        long before = sandbox.uploads().acceptedBytes();

        Exchange exchange = send(TO_OPS, file("large.bin", 5 * MEGABYTE));

        assertThat(exchange.getException()).isInstanceOfSatisfying(GraphAccessDeniedException.class, failure -> {
            assertThat(failure.getHint()).contains("Mail.ReadWrite", "delivery=direct");
            assertThat(failure.getAttempts()).isEqualTo(1);
        });
        assertThat(sandbox.uploads().acceptedBytes()).isEqualTo(before);
    }

    @Test
    void deletesTheDraftThatCantBeSent() {
        assertThat(send(BY_DRAFT + "&from=ceo@contoso.com").getException())
                .isInstanceOf(GraphAccessDeniedException.class)
                .hasMessageContaining("ErrorSendAsDenied");
        assertThat(sandbox.drafts("erp@contoso.com")).isEmpty();
        assertThat(sandbox.mails()).isEmpty();
    }

    /** Each step, its request lost or its answer, by a status after which nothing is known or by a broken connection. */
    @ParameterizedTest
    @CsvSource({
        "CREATE, BEFORE, 503",
        "CREATE, AFTER, 504",
        "CREATE, AFTER, 0",
        "CREATE, BEFORE, 0",
        "ATTACH, BEFORE, 500",
        "ATTACH, AFTER, 500",
        "ATTACH, AFTER, 0",
        "CREATE_SESSION, BEFORE, 503",
        "CREATE_SESSION, AFTER, 0",
        "UPLOAD, BEFORE, 503",
        "UPLOAD, AFTER, 503",
        "UPLOAD, BEFORE, 0",
        "UPLOAD, AFTER, 0",
        "SEND, AFTER, 504",
        "SEND, AFTER, 0",
    })
    void sendsOnceWhateverIsLost(Operation operation, Moment moment, int status) throws IOException {
        Path large = file("large.bin", 7 * MEGABYTE);
        Path small = file("small.bin", 1000);
        sandbox.faults()
                .once(new Fault(operation, moment, status == 0 ? Fault.close() : Fault.answer(status, "Fault")));

        Exchange exchange = send(BY_DRAFT, large, small);

        assertThat(exchange.getException()).isNull();
        assertAttached(large, small);
        assertThat(sandbox.drafts("erp@contoso.com")).isEmpty();
        assertThat(sandbox.faults().pending()).isZero();
    }

    @Test
    void putsNoAcknowledgedRangeAgain() throws IOException {
        Path large = file("large.bin", 20 * MEGABYTE);
        long before = sandbox.uploads().acceptedBytes();
        sandbox.faults().once(new Fault(Operation.UPLOAD, Moment.BEFORE, Fault.close()));
        sandbox.faults().once(new Fault(Operation.UPLOAD, Moment.AFTER, Fault.close()));
        sandbox.faults().once(new Fault(Operation.UPLOAD, Moment.BEFORE, Fault.answer(503, "ServiceUnavailable")));

        assertThat(send(BY_DRAFT, large).getException()).isNull();

        assertAttached(large);
        assertThat(sandbox.uploads().acceptedBytes() - before)
                .as("each byte once")
                .isEqualTo(20 * MEGABYTE);
    }

    @Test
    void beginsASessionAnewThatIsGone() throws IOException {
        Path large = file("large.bin", 10 * MEGABYTE);
        sandbox.faults().once(new Fault(Operation.UPLOAD, Moment.BEFORE, Fault.answer(404, "uploadSessionNotFound")));

        assertThat(send(BY_DRAFT, large).getException()).isNull();

        assertAttached(large);
    }

    @Test
    void givesUpInTimeAndLeavesNothingBehind() throws IOException {
        sandbox.faults().atRate(new Fault(Operation.ATTACH, Moment.BEFORE, Fault.answer(503, "ServiceUnavailable")), 1);

        Exchange exchange = send(BY_DRAFT + "&retryTimeout=2s", file("small.bin", 10));

        assertThat(exchange.getException())
                .isInstanceOf(GraphUnavailableException.class)
                .hasMessageContaining("503 ServiceUnavailable")
                .hasMessageContaining("the mail was not sent");
        assertThat(sandbox.mails()).isEmpty();
        assertThat(sandbox.drafts("erp@contoso.com")).isEmpty();
    }

    @Test
    void showsTheAddressOfAnUploadInNoLog() throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Level level = root.getLevel();
        List<Logger> others =
                List.of((Logger) LoggerFactory.getLogger("io.netty"), (Logger) LoggerFactory.getLogger("io.vertx"));
        others.forEach(logger -> logger.setLevel(Level.OFF));
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        try {
            assertThat(send(BY_DRAFT, file("large.bin", 4 * MEGABYTE)).getException())
                    .isNull();
        } finally {
            root.setLevel(level);
            root.detachAppender(log);
            others.forEach(logger -> logger.setLevel(null));
        }

        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .anyMatch(line -> line.contains("PUT /***"))
                .noneMatch(line -> line.contains("AttachmentSessions/"));
    }

    private Exchange send(String endpoint, Path... files) {
        return template.request(endpoint, mail -> {
            mail.getMessage().setBody("text");
            for (Path file : files) {
                attach(mail, file);
            }
        });
    }

    private static void attach(Exchange mail, Path file) {
        mail.getMessage(AttachmentMessage.class)
                .addAttachment(file.getFileName().toString(), new DataHandler(new FileDataSource(file.toFile())));
    }

    private Path file(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }

    private static void assertAttached(Path... files) throws IOException {
        List<MailAttachment> attachments = onlyMail().message().attachments();
        assertThat(attachments).hasSize(files.length);
        for (int i = 0; i < files.length; i++) {
            assertThat(attachments.get(i).name())
                    .isEqualTo(files[i].getFileName().toString());
            assertThat(attachments.get(i).content()).isEqualTo(Files.readAllBytes(files[i]));
        }
    }
}
