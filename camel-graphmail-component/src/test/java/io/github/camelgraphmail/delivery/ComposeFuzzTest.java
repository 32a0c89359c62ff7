package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.delivery.DeliveryPlan.DirectJson;
import io.github.camelgraphmail.mail.CamelMailRules;
import io.github.camelgraphmail.mail.MailComposer;
import io.github.camelgraphmail.mail.MailDefaults;
import io.github.camelgraphmail.sandbox.wire.mime.MimeReader;
import io.github.camelgraphmail.sandbox.wire.odata.GraphAction;
import io.github.camelgraphmail.sandbox.wire.odata.GraphActionReader;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Whatever comes in, there is a mail that Graph can read, or an {@link InvalidMailException}: nothing else is thrown, and no
 * header gets into the mail that nobody has set. The seed is fixed, so that a build is not a matter of luck; take it away to
 * look further.
 */
class ComposeFuzzTest {

    private static DefaultCamelContext context;

    private final GraphActionReader json = new GraphActionReader();
    private final MimeReader mime = new MimeReader();
    private final MailRequests requests = new MailRequests();
    private final DeliveryPlanner planner = new DeliveryPlanner(DeliveryMode.DIRECT);

    @BeforeContainer
    static void start() {
        context = new DefaultCamelContext();
        context.start();
    }

    @AfterContainer
    static void stop() {
        context.stop();
    }

    @Property(tries = 5_000, seed = "20261123", shrinking = ShrinkingMode.OFF)
    void makesAMailOrSaysWhatIsWrong(
            @ForAll("headers") Map<String, Object> headers,
            @ForAll("bodies") Object body,
            @ForAll("texts") String attachmentName,
            @ForAll byte[] attachment,
            @ForAll boolean camelMail)
            throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeaders(headers);
        exchange.getMessage().setBody(body);
        exchange.getMessage(AttachmentMessage.class)
                .addAttachment(
                        attachmentName,
                        new DataHandler(new ByteArrayDataSource(attachment, "application/octet-stream")));
        DefaultHeaderFilterStrategy filter = new DefaultHeaderFilterStrategy();
        filter.setLowerCase(true);
        filter.setOutFilterStartsWith("camel");
        DeliveryPlan plan;
        try {
            plan = planner.plan(
                    new MailComposer(DEFAULTS, new CamelMailRules(camelMail, false, filter), 4 * 1024 * 1024)
                            .compose(exchange),
                    Optional.empty());
        } catch (InvalidMailException refused) {
            assertThat(refused.getField()).isNotEmpty();
            assertThat(refused.getHint()).isNotEmpty();
            outcome("refused");
            return;
        }
        String request =
                new String(requests.of((DeliveryPlan.Direct) plan).content().toBytes(), StandardCharsets.UTF_8);
        outcome(plan.getClass().getSimpleName());
        if (plan instanceof DirectJson) {
            assertThat(json.sendMail(request)).isInstanceOf(GraphAction.SendMail.class);
            assertClean(new ObjectMapper().readTree(request));
        } else {
            byte[] mail = Base64.getDecoder().decode(request);
            assertThat(mime.read(mail).recipients())
                    .isNotEmpty()
                    .noneMatch(recipient -> recipient.address().contains("injected"));
        }
    }

    /** A fuzz test that only ever makes one of them proves little. */
    private static void outcome(String name) {
        Statistics.label("outcome").collect(name).coverage(coverage -> {
            coverage.check("refused").percentage(share -> share > 10);
            coverage.check("DirectJson").percentage(share -> share > 10);
            coverage.check("DirectMime").percentage(share -> share > 0.2);
        });
    }

    /** No half characters and no control characters but those of lines. */
    private static void assertClean(JsonNode node) {
        if (node.isTextual()) {
            assertThat(node.textValue().codePoints())
                    .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    .noneMatch(c -> Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r');
        }
        node.forEach(ComposeFuzzTest::assertClean);
    }

    @Provide
    Arbitrary<Map<String, Object>> headers() {
        Arbitrary<String> names = Arbitraries.of(
                GraphMailConstants.TO,
                GraphMailConstants.CC,
                GraphMailConstants.BCC,
                GraphMailConstants.REPLY_TO,
                GraphMailConstants.FROM,
                GraphMailConstants.SENDER,
                GraphMailConstants.SUBJECT,
                GraphMailConstants.CONTENT_TYPE,
                GraphMailConstants.IMPORTANCE,
                GraphMailConstants.CATEGORIES,
                GraphMailConstants.SAVE_TO_SENT_ITEMS,
                GraphMailConstants.INTERNET_MESSAGE_HEADERS,
                "camelgraphmailto",
                "To",
                "Bcc",
                "Subject",
                "From",
                "Reply-To",
                "contentType",
                "Content-Type",
                "MIME-Version",
                "CamelMailAlternativeBody",
                "X-Custom",
                "List-Unsubscribe",
                "Weird Header\r\nBcc",
                Exchange.CHARSET_NAME);
        Arbitrary<Object> values = Arbitraries.oneOf(
                texts().map(text -> (Object) text),
                Arbitraries.of(
                        "a@contoso.com",
                        "\"Mueller, Eva\" <eva@contoso.com>; b@contoso.com",
                        "text/html",
                        "text/plain; charset=ISO-8859-1",
                        "multipart/mixed; boundary=x",
                        "message/rfc822",
                        "true",
                        "high",
                        "x\r\nBcc: injected@contoso.com"),
                texts().list().ofMaxSize(3).map(list -> (Object) list),
                Arbitraries.maps(texts(), texts()).ofMaxSize(7).map(map -> (Object) map),
                Arbitraries.maps(Arbitraries.of("x-a", "x-b", "In-Reply-To", "x-c"), texts())
                        .map(map -> (Object) map),
                Arbitraries.integers().map(number -> (Object) number));
        return Arbitraries.maps(names, values).ofMaxSize(6);
    }

    @Provide
    Arbitrary<Object> bodies() {
        return Arbitraries.oneOf(
                texts().map(text -> (Object) text),
                Arbitraries.bytes().array(byte[].class).map(bytes -> (Object) bytes),
                Arbitraries.of(
                        "From: a@contoso.com\r\nTo: b@contoso.com\r\nSubject: x\r\n\r\nbody",
                        "--x\r\n\r\nhello\r\n--x--"),
                Arbitraries.integers().map(number -> (Object) number));
    }

    /** Every char there is, halves of pairs among them, with more of what means something in mails. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(
                        '\u0000', '\r', '\n', '\t', '"', '<', '>', '@', ',', ';', ':', '(', ')', '\\', '=', '?',
                        '\u007f')
                .withChars("abcü世é ")
                .all()
                .ofMaxLength(30);
    }

    private static final MailDefaults DEFAULTS = MailDefaults.read(new MailDefaults.Options(
            "send",
            "erp@contoso.com",
            null,
            "ops@contoso.com",
            null,
            null,
            null,
            null,
            "text/plain",
            "normal",
            false,
            false,
            null,
            true,
            false,
            null));
}
