package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.delivery.DeliveryPlan.DirectJson;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.OutgoingMail;

/** Chooses a mail's way from its sizes and features alone. */
public final class DeliveryPlanner {

    /**
     * The most a request to Graph may have, in bytes.
     *
     * @see <a href="https://learn.microsoft.com/graph/throttling-limits">Microsoft Graph service-specific limits</a>
     */
    static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    private final SendMailJson json = new SendMailJson();

    /** @throws InvalidMailException when no request can hold the mail */
    public DeliveryPlan plan(OutgoingMail mail) {
        long attachments = mail.attachments().stream()
                .mapToLong(attachment -> base64Length(attachment.source().size()))
                .sum();
        if (attachments > MAX_REQUEST_BYTES) {
            throw tooLarge(mail, attachments);
        }
        long size = json.sizeWithoutContents(mail) + attachments;
        if (size > MAX_REQUEST_BYTES) {
            throw tooLarge(mail, size);
        }
        return new DirectJson(mail);
    }

    private static InvalidMailException tooLarge(OutgoingMail mail, long size) {
        String hint = "One request to Graph holds attachments of about 3 MB together. Send less, or a link.";
        return mail.attachments().stream()
                .max((one, other) ->
                        Long.compare(one.source().size(), other.source().size()))
                .map(largest ->
                        new InvalidMailException("attachment '" + largest.name() + "'", tooLarge(largest, size), hint))
                .orElseGet(() -> new InvalidMailException(
                        "body",
                        "the mail is too large: " + size + " bytes as a request, and Graph takes " + MAX_REQUEST_BYTES
                                + ".",
                        "Shorten it, or attach it as a file."));
    }

    private static String tooLarge(MailAttachment largest, long size) {
        return "the mail is too large: " + size + " bytes as a request, of which this attachment has "
                + base64Length(largest.source().size()) + "; Graph takes " + MAX_REQUEST_BYTES + ".";
    }

    private static long base64Length(long bytes) {
        return (bytes + 2) / 3 * 4;
    }
}
