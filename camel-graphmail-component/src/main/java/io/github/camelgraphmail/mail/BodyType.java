package io.github.camelgraphmail.mail;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/**
 * What the message body is, as a content type says it.
 *
 * @param mediaType in lower case, without parameters
 * @param charset of the body's bytes, where it has any
 */
public record BodyType(String mediaType, Optional<Charset> charset) {

    private static final String RFC822 = "message/rfc822";

    /** Reads a content type; any type is one. */
    static BodyType read(MailField field) {
        String text = field.unfolded();
        try {
            ContentType type = new ContentType(text);
            return new BodyType(
                    type.getBaseType().toLowerCase(Locale.ROOT), charset(field, type.getParameter("charset")));
        } catch (ParseException e) {
            throw field.invalid("'" + text + "' is no content type.", "Use text/plain or text/html.", e);
        }
    }

    /** Reads a content type that has to be one of those the option takes. */
    static BodyType readOption(MailField field) {
        BodyType type = read(field);
        if (!type.isText() && !type.isWholeMail()) {
            throw field.invalid(
                    "'" + type.mediaType() + "' is no type of a mail's text.",
                    "Use text/plain, text/html, or message/rfc822 for a whole MIME mail.");
        }
        return type;
    }

    /**
     * Reads a content type that has to be one of a single text: what has parts of its own is taken only as
     * {@code marshal().mimeMultipart()} makes it, and a whole mail only where the route says so.
     */
    static BodyType readSingle(MailField field) {
        BodyType type = read(field);
        if (type.mediaType().startsWith("multipart/") || type.mediaType().startsWith("message/")) {
            throw field.invalid(
                    "'" + type.mediaType() + "' is no type of a mail's text.",
                    "Use text/plain or text/html; the output of marshal().mimeMultipart() has a header MIME-Version, too.");
        }
        return type;
    }

    boolean isText() {
        return mediaType.equals(MailBody.TEXT) || mediaType.equals(MailBody.HTML);
    }

    /** Whether the body is a whole MIME mail. */
    boolean isWholeMail() {
        return mediaType.equals(RFC822);
    }

    /** Whether the body is the content of a MIME mail whose headers stand elsewhere. */
    boolean isMultipart() {
        return mediaType.startsWith("multipart/") && !mediaType.equals("multipart/form-data");
    }

    private static Optional<Charset> charset(MailField field, String name) {
        if (name == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(name.trim()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw field.invalid("'" + name + "' is no charset this JVM knows.", "Use UTF-8, for example.", e);
        }
    }
}
