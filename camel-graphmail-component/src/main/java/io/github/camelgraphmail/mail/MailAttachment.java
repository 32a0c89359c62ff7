package io.github.camelgraphmail.mail;

import java.util.Objects;
import java.util.Optional;

/**
 * A file that goes with a mail.
 *
 * @param name the file's name, without a path
 * @param contentType its media type
 * @param source its bytes
 * @param inline whether it belongs into the text rather than beside it
 * @param contentId under which HTML shows it by {@code cid:}, without angle brackets
 */
public record MailAttachment(
        String name, String contentType, ContentSource source, boolean inline, Optional<String> contentId) {

    public MailAttachment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(contentId, "contentId");
    }
}
