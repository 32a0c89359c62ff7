package io.github.camelgraphmail.mail;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;

/** Reads which of the two kinds of body a content type means. */
final class BodyTypes {

    private BodyTypes() {}

    static MailBody.Type read(MailField contentType) {
        String text = contentType.line();
        try {
            ContentType type = new ContentType(text);
            if (type.match("text/html")) {
                return MailBody.Type.HTML;
            }
            if (type.match("text/plain")) {
                return MailBody.Type.TEXT;
            }
        } catch (ParseException e) {
            throw contentType.invalid("'" + text + "' is no content type.", "Use text/plain or text/html.", e);
        }
        throw contentType.invalid("'" + text + "' is no type of a mail's text.", "Use text/plain or text/html.");
    }
}
