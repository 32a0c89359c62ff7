package io.github.camelgraphmail.sandbox.core;

import io.github.camelgraphmail.sandbox.core.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A mail as its request had it. */
public sealed interface MailSource {

    /** Its bytes, wherever they are. */
    Content stored();

    /** The same from elsewhere. */
    MailSource withContent(Content content);

    /** All of it, byte for byte. */
    default byte[] bytes() {
        try (InputStream bytes = stored().open()) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For people to read. */
    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The request's body. */
    record Json(Content stored) implements MailSource {

        public Json(String text) {
            this(Content.of(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Json withContent(Content content) {
            return new Json(content);
        }
    }

    /** The mail itself. */
    record Mime(Content stored) implements MailSource {

        public Mime(byte[] bytes) {
            this(Content.of(bytes));
        }

        @Override
        public Mime withContent(Content content) {
            return new Mime(content);
        }
    }
}
