package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.MailAttachment;
import java.util.Locale;

/**
 * An attachment, ready to be shown.
 *
 * @param kind its type in a short word, such as {@code PDF}
 */
public record AttachmentView(
        int index, String name, String contentType, String size, boolean inline, String kind, Preview preview) {

    private static final String[] UNITS = {"B", "KB", "MB", "GB"};
    private static final int LONGEST_KIND = 5;

    static AttachmentView of(int index, MailAttachment attachment) {
        return new AttachmentView(
                index,
                attachment.name(),
                attachment.contentType(),
                humanSize(attachment.size()),
                attachment.inline(),
                kind(attachment.name()),
                Preview.of(attachment));
    }

    private static String kind(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return ending.length() < name.length() && ending.length() <= LONGEST_KIND && ending.matches("[A-Za-z0-9]+")
                ? ending.toUpperCase(Locale.ROOT)
                : "FILE";
    }

    static String humanSize(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%,.1f %s", amount, UNITS[unit]);
    }
}
