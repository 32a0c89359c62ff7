package io.github.camelgraphmail.mail;

import java.util.Objects;

/** The text of a mail, plain or HTML. */
public record MailBody(Type type, String content) {

    public enum Type {
        TEXT,
        HTML
    }

    public MailBody {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(content, "content");
    }

    /** Without the content, which belongs into no log. */
    @Override
    public String toString() {
        return type + " of " + content.length() + " characters";
    }
}
