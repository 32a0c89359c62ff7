package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.InvalidMailException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import org.apache.camel.support.MessageHelper;

/**
 * Makes a mail of an exchange. A header wins over its option. Everything that is wrong with the input is found here,
 * before any request. Safe for use by many threads.
 */
public final class MailComposer {

    /**
     * The most recipients of a message (To, Cc and Bcc together) that Graph takes.
     *
     * @see <a href="https://learn.microsoft.com/graph/api/resources/message">message resource type</a>
     */
    private static final int MAX_RECIPIENTS = 500;

    /** More than one request holds, so nothing larger is worth reading into memory. */
    private static final int MAX_ATTACHMENT_IN_MEMORY = 4 * 1024 * 1024;

    private final MailDefaults defaults;
    private final AddressReader addresses = new AddressReader();
    private final AttachmentReader attachments = new AttachmentReader(MAX_ATTACHMENT_IN_MEMORY);

    public MailComposer(MailDefaults defaults) {
        this.defaults = defaults;
    }

    /** @throws InvalidMailException naming the header or option at fault */
    public OutgoingMail compose(Exchange exchange) {
        HeaderReader headers = new HeaderReader(exchange.getMessage().getHeaders());
        OutgoingMail mail = new OutgoingMail(
                headers.header(GraphMailConstants.SENDER)
                        .map(MailComposer::sender)
                        .orElse(defaults.sender()),
                headers.header(GraphMailConstants.FROM).map(addresses::readOne).or(defaults::from),
                people(headers, GraphMailConstants.TO, defaults.to()),
                people(headers, GraphMailConstants.CC, defaults.cc()),
                people(headers, GraphMailConstants.BCC, defaults.bcc()),
                people(headers, GraphMailConstants.REPLY_TO, defaults.replyTo()),
                headers.header(GraphMailConstants.SUBJECT).map(MailField::line).orElse(defaults.subject()),
                body(exchange, headers),
                headers.header(GraphMailConstants.IMPORTANCE)
                        .map(MailField::importance)
                        .orElse(defaults.importance()),
                defaults.readReceipt(),
                defaults.deliveryReceipt(),
                headers.header(GraphMailConstants.CATEGORIES)
                        .map(Categories::read)
                        .orElse(defaults.categories()),
                headers.header(GraphMailConstants.SAVE_TO_SENT_ITEMS)
                        .map(MailField::bool)
                        .orElse(defaults.saveToSentItems()),
                attachments.read(exchange));
        checkRecipients(mail);
        return mail;
    }

    private static String sender(MailField field) {
        String sender = field.line().trim();
        if (sender.isEmpty()) {
            throw field.invalid("is empty.", "Name the mailbox that sends, or leave the header out.");
        }
        return sender;
    }

    private List<MailAddress> people(HeaderReader headers, String name, List<MailAddress> otherwise) {
        return headers.header(name).map(addresses::read).orElse(otherwise);
    }

    private MailBody body(Exchange exchange, HeaderReader headers) {
        MailBody.Type type = headers.header(GraphMailConstants.CONTENT_TYPE)
                .map(BodyTypes::read)
                .orElse(defaults.bodyType());
        return new MailBody(type, text(exchange.getMessage()));
    }

    /** The body as text; a stream that Camel caches is left at its start, so that the route can read it again. */
    private static String text(Message message) {
        Object body = message.getBody();
        if (body == null) {
            return "";
        }
        try {
            String text = message.getBody(String.class);
            MessageHelper.resetStreamCache(message);
            return Optional.ofNullable(text).orElseThrow(() -> notText(body, null));
        } catch (TypeConversionException e) {
            throw notText(body, e);
        }
    }

    private static InvalidMailException notText(Object body, Throwable cause) {
        return new InvalidMailException(
                "body",
                "a " + body.getClass().getName() + " can't be read as text.",
                "Convert it before, for example with .convertBodyTo(String.class), or attach it.",
                cause);
    }

    private static void checkRecipients(OutgoingMail mail) {
        long count = mail.recipients().count();
        if (count == 0) {
            throw new InvalidMailException(
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
