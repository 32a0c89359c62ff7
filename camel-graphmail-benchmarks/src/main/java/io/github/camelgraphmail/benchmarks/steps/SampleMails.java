package io.github.camelgraphmail.benchmarks.steps;

import io.github.camelgraphmail.benchmarks.client.MailKind;
import io.github.camelgraphmail.mail.CamelMailRules;
import io.github.camelgraphmail.mail.MailComposer;
import io.github.camelgraphmail.mail.MailDefaults;
import io.github.camelgraphmail.mail.OutgoingMail;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Random;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/** Mails as routes send them, to measure single steps with. */
public final class SampleMails {

    private static final int ATTACHMENT_BYTES = 200 * 1024;

    /** Which mail. */
    public enum Kind {
        HTML_1_KB,
        ATTACHMENT_200_KB
    }

    private final CamelContext context = new DefaultCamelContext();

    public MailComposer composer() {
        return new MailComposer(
                MailDefaults.read(new MailDefaults.Options(
                        "send",
                        "erp@contoso.com",
                        null,
                        "\"Mueller, Eva\" <eva@contoso.com>; ops@contoso.com",
                        null,
                        null,
                        null,
                        MailKind.SUBJECT,
                        "text/html",
                        "normal",
                        false,
                        false,
                        null,
                        true,
                        false,
                        null)),
                new CamelMailRules(false, false, new DefaultHeaderFilterStrategy()),
                4 * 1024 * 1024);
    }

    /** What a route hands to the endpoint. */
    public Exchange exchange(Kind kind) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(MailKind.html());
        if (kind == Kind.ATTACHMENT_200_KB) {
            byte[] content = new byte[ATTACHMENT_BYTES];
            new Random(ATTACHMENT_BYTES).nextBytes(content);
            exchange.getMessage(AttachmentMessage.class)
                    .addAttachment("report.pdf", new DataHandler(new ByteArrayDataSource(content, "application/pdf")));
        }
        return exchange;
    }

    /** The same, composed. */
    public OutgoingMail mail(Kind kind) {
        return composer().compose(exchange(kind));
    }
}
