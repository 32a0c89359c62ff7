package io.github.camelgraphmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.InvalidMailException;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailComposerTest {

    private static DefaultCamelContext context;

    private final Exchange exchange = new DefaultExchange(context);

    @BeforeAll
    static void start() {
        context = new DefaultCamelContext();
        context.start();
    }

    @AfterAll
    static void stop() {
        context.stop();
    }

    @Test
    void takesEverythingFromTheOptions() {
        ComposedMail mail = compose(options("ops@contoso.com", "Nightly", "text/html", "high", "Red, ,Blue"));

        assertThat(mail.sender()).isEqualTo("erp@contoso.com");
        assertThat(mail.recipients().to()).containsExactly(new MailAddress("", "ops@contoso.com"));
        assertThat(mail.subject()).isEqualTo("Nightly");
        assertThat(mail.body()).isEqualTo(new MailBody(MailBody.HTML, ""));
        assertThat(mail.importance()).isEqualTo(Importance.HIGH);
        assertThat(mail.categories()).containsExactly("Red", "Blue");
        assertThat(mail.saveToSentItems()).isTrue();
    }

    @Test
    void emptiesARecipientListWithAnEmptyHeader() {
        exchange.getMessage().setHeader(GraphMailConstants.TO, "");
        exchange.getMessage().setHeader(GraphMailConstants.CC, "cc@contoso.com");

        ComposedMail mail = compose(minimal());

        assertThat(mail.recipients().to()).isEmpty();
        assertThat(mail.recipients().all()).containsExactly(new MailAddress("", "cc@contoso.com"));
    }

    @Test
    void takesTheOptionWhereAHeaderIsNull() {
        exchange.getMessage().setHeader(GraphMailConstants.TO, null);

        assertThat(compose(minimal()).recipients().to()).containsExactly(new MailAddress("", "ops@contoso.com"));
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void namesTheHeaderAtFault(String header, Object value, String inMessage) {
        exchange.getMessage().setHeader(header, value);

        assertThatThrownBy(() -> compose(minimal())).isInstanceOfSatisfying(InvalidMailException.class, failure -> {
            assertThat(failure.getField()).isEqualTo(header);
            assertThat(failure).hasMessageStartingWith(header + ": ").hasMessageContaining(inMessage);
            assertThat(failure.getHint()).isNotBlank();
        });
    }

    static Stream<Arguments> badHeaders() {
        return Stream.of(
                Arguments.of(GraphMailConstants.SENDER, " ", "mailbox"),
                Arguments.of(GraphMailConstants.SENDER, "..", ".."),
                Arguments.of(GraphMailConstants.SENDER, "ERP <erp@contoso.com>", "mailbox"),
                Arguments.of(GraphMailConstants.SENDER, "a@contoso.com, b@contoso.com", "mailbox"),
                Arguments.of(GraphMailConstants.SENDER, "erp@contoso.com\n", "line break"),
                Arguments.of(GraphMailConstants.TO, "nobody", "nobody"),
                Arguments.of(GraphMailConstants.CC, List.of("a@contoso.com", "b b"), "b b"),
                Arguments.of(GraphMailConstants.BCC, new String[] {"c@"}, "c@"),
                Arguments.of(GraphMailConstants.REPLY_TO, 42, "42"),
                Arguments.of(GraphMailConstants.FROM, "a@contoso.com, b@contoso.com", "2 mailboxes"),
                Arguments.of(GraphMailConstants.SUBJECT, "Hello\r\nBcc: thief@contoso.com", "line break"),
                Arguments.of(GraphMailConstants.CONTENT_TYPE, "application/pdf", "application/pdf"),
                Arguments.of(GraphMailConstants.CONTENT_TYPE, "html", "html"),
                Arguments.of(GraphMailConstants.IMPORTANCE, "urgent", "urgent"),
                Arguments.of(GraphMailConstants.CATEGORIES, "Red\nBlue", "line break"),
                Arguments.of(GraphMailConstants.SAVE_TO_SENT_ITEMS, "perhaps", "perhaps"));
    }

    @Test
    void refusesAMailWithoutRecipients() {
        assertThatThrownBy(() -> compose(options(null, null, "text/plain", "normal", null)))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("no recipient")
                .hasMessageContaining(GraphMailConstants.TO);
    }

    @Test
    void refusesMoreRecipientsThanGraphTakes() {
        exchange.getMessage().setHeader(GraphMailConstants.TO, Collections.nCopies(500, "a@contoso.com"));
        assertThat(compose(minimal()).recipients().to()).hasSize(500);

        exchange.getMessage().setHeader(GraphMailConstants.CC, "b@contoso.com");
        assertThatThrownBy(() -> compose(minimal()))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("501");
    }

    @Test
    void refusesABodyThatCanNotBeRead() {
        exchange.getMessage().setBody(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        });

        assertThatThrownBy(() -> compose(minimal()))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageStartingWith("body: ")
                .hasStackTraceContaining("the disk is gone");
    }

    @Test
    void refusesAnAttachmentWhoseFileIsNotThere() {
        exchange.getMessage(AttachmentMessage.class)
                .addAttachment("a.pdf", new DataHandler(new FileDataSource(new File("no/such/a.pdf"))));

        assertThatThrownBy(() -> compose(minimal()))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("attachment 'a.pdf'")
                .hasMessageContaining("no/such");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "folder/", "..", "a\nb.txt"})
    void refusesAnAttachmentWithoutAName(String name) {
        exchange.getMessage(AttachmentMessage.class)
                .addAttachment(name, new DataHandler(new ByteArrayDataSource(new byte[0], "text/plain")));

        assertThatThrownBy(() -> compose(minimal()))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("attachment '");
    }

    @Test
    void showsNoAddressAndNoContentWhenPrinted() {
        exchange.getMessage().setBody("confidential");

        assertThat(compose(minimal()).toString()).doesNotContain("contoso", "confidential");
    }

    private ComposedMail compose(MailDefaults.Options options) {
        return (ComposedMail) new MailComposer(
                        MailDefaults.read(options),
                        new CamelMailRules(false, false, new DefaultHeaderFilterStrategy()),
                        4 * 1024 * 1024)
                .compose(exchange);
    }

    private static MailDefaults.Options minimal() {
        return options("ops@contoso.com", null, "text/plain", "normal", null);
    }

    private static MailDefaults.Options options(
            String to, String subject, String contentType, String importance, String categories) {
        return new MailDefaults.Options(
                "send",
                "erp@contoso.com",
                null,
                to,
                null,
                null,
                null,
                subject,
                contentType,
                importance,
                false,
                false,
                categories,
                true,
                false,
                null);
    }
}
