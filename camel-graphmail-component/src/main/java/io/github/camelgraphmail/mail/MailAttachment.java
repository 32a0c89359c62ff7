package io.github.camelgraphmail.mail;

import java.util.Objects;
import java.util.Optional;

/**
 * A file that goes with a mail.
 *
 * @param name the file's name, without a path
 * @param contentType its media type
 * @param source its bytes
 * @param contentId set for an image that HTML shows by {@code cid:}, without angle brackets
 */
public record MailAttachment(String name, String contentType, ContentSource source, Optional<String> contentId) {

    public MailAttachment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(contentId, "contentId");
    }

    public boolean isInline() {
        return contentId.isPresent();
    }
}
