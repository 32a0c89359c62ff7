package io.github.camelgraphmail.sandbox.core;

/** The one body a Graph message has: text or HTML. */
public record MailBody(Type type, String content) {

    public enum Type {
        TEXT,
        HTML
    }

    public boolean isHtml() {
        return type == Type.HTML;
    }
}
