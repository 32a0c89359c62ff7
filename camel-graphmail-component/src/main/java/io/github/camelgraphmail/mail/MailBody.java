package io.github.camelgraphmail.mail;

import java.util.Locale;
import java.util.Objects;

/**
 * The text of a mail.
 *
 * @param mediaType {@code text/plain}, {@code text/html}, or another that makes the mail travel as MIME
 */
public record MailBody(String mediaType, String content) {

    public static final String TEXT = "text/plain";
    public static final String HTML = "text/html";

    public MailBody {
        mediaType = mediaType.toLowerCase(Locale.ROOT);
        Objects.requireNonNull(content, "content");
    }

    public boolean isText() {
        return mediaType.equals(TEXT);
    }

    public boolean isHtml() {
        return mediaType.equals(HTML);
    }

    /** Without the content, which belongs into no log. */
    @Override
    public String toString() {
        return mediaType + " of " + content.length() + " characters";
    }
}
