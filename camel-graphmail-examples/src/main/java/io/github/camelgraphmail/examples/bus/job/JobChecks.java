package io.github.camelgraphmail.examples.bus.job;

import io.github.camelgraphmail.InvalidMailException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What has to be true of a job, so that its author hears of it at once. What else Graph may object to shows when it is sent. */
public final class JobChecks {

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int SHOWN = 60;

    private final JobLimits limits;

    public JobChecks(JobLimits limits) {
        this.limits = limits;
    }

    /** @throws InvalidMailException when it is no id */
    public void id(String id) {
        if (!ID.matcher(id).matches()) {
            throw new InvalidMailException(
                    "id", "'" + shown(id) + "' is none.", "Use 1 to 200 ASCII characters without spaces.");
        }
    }

    /** The sender, if it may be one. */
    public String sender(String sender) {
        if (sender.isBlank() || sender.length() > 320 || !sender.codePoints().allMatch(c -> c > 0x20 && c != 0x7f)) {
            throw new InvalidMailException(
                    "sender", "'" + shown(sender) + "' is no mailbox.", "Write an address such as erp@contoso.com.");
        }
        return sender;
    }

    /** Refuses what is not one mailbox. */
    public void address(String field, String address) {
        try {
            InternetAddress[] parsed = InternetAddress.parse(address, true);
            if (parsed.length == 1 && !parsed[0].isGroup()) {
                parsed[0].validate();
                return;
            }
        } catch (AddressException e) {
            throw noAddress(field, address, e);
        }
        throw noAddress(field, address, null);
    }

    private static InvalidMailException noAddress(String field, String address, AddressException cause) {
        return new InvalidMailException(
                field,
                "'" + shown(address) + "' is not one mailbox.",
                "Write eva@contoso.com or \"Mueller, Eva\" <eva@contoso.com>; several as a list.",
                cause);
    }

    /** Refuses what has no recipient or too many, or is too large in all. */
    public void content(JobContent.Composed content) {
        recipients(content.to().size() + content.cc().size() + content.bcc().size());
        long bytes = content.text().content().getBytes(StandardCharsets.UTF_8).length;
        for (JobAttachment attachment : content.attachments()) {
            bytes += attachment.content().length;
        }
        size(bytes);
    }

    /** Refuses a mail to nobody or to too many. */
    public void recipients(int count) {
        if (count == 0) {
            throw new InvalidMailException("to", "nobody is named in to, cc or bcc.", "A mail has a recipient.");
        }
        if (count > limits.maxRecipients()) {
            throw new InvalidMailException(
                    "to, cc, bcc",
                    "have " + count + " recipients, and a mail may have " + limits.maxRecipients() + ".",
                    "Send several mails, or one to a distribution list (bus.mail.max-recipients).");
        }
    }

    /** Refuses a mail of more bytes than may be. */
    public void size(long bytes) {
        if (bytes > limits.maxBytes()) {
            throw new InvalidMailException(
                    "the mail",
                    "has " + bytes + " bytes or more, and may have " + limits.maxBytes() + ".",
                    "Send a link to what is large (bus.mail.max-megabytes).");
        }
    }

    /** The name, if it is that of a file without a path. */
    String fileName(String field, String name) {
        if (name == null
                || name.isBlank()
                || name.equals(".")
                || name.equals("..")
                || name.length() > 255
                || !name.codePoints().allMatch(c -> c >= 0x20 && c != 0x7f && c != '/' && c != '\\')) {
            throw new InvalidMailException(
                    field,
                    name == null ? "is missing." : "'" + shown(name) + "' is no file name.",
                    "Write a name without a path, such as invoice.pdf.");
        }
        return name;
    }

    private static String shown(String value) {
        String visible = value.replaceAll("\\p{Cntrl}", "\uFFFD");
        return visible.length() > SHOWN ? visible.substring(0, SHOWN) + "..." : visible;
    }
}
