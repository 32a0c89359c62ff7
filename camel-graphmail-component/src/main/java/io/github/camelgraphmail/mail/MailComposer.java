package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.mail.ContentSource.BytesContent;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * Makes a mail of an exchange: by its {@code CamelGraphMail*} headers, then by the headers that camel-mail honours where that
 * is switched on, then by the options. Everything that is wrong with the input is found here, before any request. Safe
 * for use by many threads.
 */
public final class MailComposer {

    /**
     * The most recipients of a message (To, Cc and Bcc together) that Graph takes.
     *
     * @see <a href="https://learn.microsoft.com/graph/api/resources/message">message resource type</a>
     */
    private static final int MAX_RECIPIENTS = 500;

    /** More than one request holds, so nothing larger is worth reading into memory. */
    private static final int MAX_BYTES_IN_MEMORY = 4 * 1024 * 1024;

    private final MailDefaults defaults;
    private final CamelMailRules camelMail;
    private final AddressReader addresses = new AddressReader();
    private final BodyContent bodies;
    private final AttachmentReader attachments;

    /** @param maxAttachmentBytes the most that an attachment may have */
    public MailComposer(MailDefaults defaults, CamelMailRules camelMail, long maxAttachmentBytes) {
        this.defaults = defaults;
        this.camelMail = camelMail;
        StreamReader streams = new StreamReader(MAX_BYTES_IN_MEMORY, maxAttachmentBytes);
        this.bodies = new BodyContent(MAX_BYTES_IN_MEMORY, streams);
        this.attachments = new AttachmentReader(bodies, streams, camelMail.headers(), camelMail.inlineAttachments());
    }

    /** @throws InvalidMailException naming the header or option at fault */
    public OutgoingMail compose(Exchange exchange) {
        MailInput input = new MailInput(exchange, defaults, camelMail, addresses);
        MailAction action = input.action();
        OutgoingMail mail;
        if (input.isMimeEntity()) {
            mail = aroundMimeEntity(exchange, input, action);
        } else if (input.isWholeMail()) {
            mail = wholeMail(exchange, input, action);
        } else {
            mail = composed(exchange, input, action);
        }
        checkRecipients(mail);
        return mail;
    }

    private MimeMail wholeMail(Exchange exchange, MailInput input, MailAction action) {
        checkCanBeMime(input, action);
        ContentSource content = bodies.source(exchange);
        MimeHeaders headers = MimeHeaders.read(content);
        return new MimeMail(action, input.sender(), headers.from(), headers.recipients(), headers.resentTo(), content);
    }

    /** What {@code marshal().mimeMultipart()} has made of the exchange: the content of a mail, as it is. */
    private MimeMail aroundMimeEntity(Exchange exchange, MailInput input, MailAction action) {
        checkCanBeMime(input, action);
        ComposedMail envelope = mail(input, action, new MailBody(MailBody.TEXT, ""), List.of());
        MimeEnvelope.check(envelope);
        byte[] entity = bodies.bytes(exchange);
        if (!input.mimeEntityHolds(entity)) {
            throw new InvalidMailException(
                    "body",
                    "has no parts between the boundary that its content type names.",
                    "Send the output of marshal().mimeMultipart() as it is, or remove the headers Content-Type and"
                            + " MIME-Version.");
        }
        return new MimeMail(
                action,
                input.sender(),
                input.from(),
                input.recipients(),
                List.of(),
                new BytesContent(MimeEnvelope.around(envelope, input.mimeEntityType(), entity)));
    }

    private static void checkCanBeMime(MailInput input, MailAction action) {
        if (!input.saveToSentItems()) {
            throw new InvalidMailException(
                    "saveToSentItems",
                    "Graph keeps a copy of every MIME mail in Sent Items; it has no way to say otherwise.",
                    "Leave saveToSentItems at true, or send the mail's parts instead of a whole MIME mail.");
        }
        if (action instanceof MailAction.Respond) {
            throw new InvalidMailException(
                    "operation", "a whole MIME mail is no answer to a message.", "Use operation send or draft.");
        }
    }

    private ComposedMail composed(Exchange exchange, MailInput input, MailAction action) {
        List<MailAttachment> files = new ArrayList<>(attachments.attachments(exchange));
        MailBody body;
        if (defaults.attachBody()) {
            files.add(0, attachments.body(exchange));
            body = new MailBody(input.bodyType().mediaType(), defaults.text());
        } else {
            BodyType type = input.bodyType();
            body = new MailBody(type.mediaType(), bodies.text(exchange, input.bodyCharsets(type)));
        }
        return mail(input, action, body, files);
    }

    private ComposedMail mail(MailInput input, MailAction action, MailBody body, List<MailAttachment> files) {
        return new ComposedMail(
                action,
                input.sender(),
                input.from(),
                input.recipients(),
                input.replyTo(),
                input.subject(),
                body,
                input.plainAlternative(),
                input.importance(),
                defaults.readReceipt(),
                defaults.deliveryReceipt(),
                input.categories(),
                input.saveToSentItems(),
                input.headers(),
                files);
    }

    /** A draft may do without recipients, and an answer goes to whom the message says. */
    private static void checkRecipients(OutgoingMail mail) {
        int count = mail.recipients().count();
        boolean required = mail.action() instanceof MailAction.Send
                || mail.action() instanceof MailAction.Respond respond && respond.kind() == MailAction.Kind.FORWARD;
        if (count == 0 && required) {
            throw mail instanceof MimeMail
                    ? new InvalidMailException(
                            "body", "the MIME mail has no recipient.", "Give it a To, Cc or Bcc header.")
                    : new InvalidMailException(
                            "to",
                            "the mail has no recipient.",
                            "Set option to, cc or bcc, or one of the headers " + GraphMailConstants.TO + ", "
                                    + GraphMailConstants.CC + ", " + GraphMailConstants.BCC + ".");
        }
        if (count > MAX_RECIPIENTS) {
            throw new InvalidMailException(
                    "to, cc, bcc",
                    "the mail has " + count + " recipients, and Graph takes " + MAX_RECIPIENTS + " at the most.",
                    "Split it, or send to a distribution list.");
        }
    }
}
