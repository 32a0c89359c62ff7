package io.github.camelgraphmail.sandbox.core;

import java.nio.charset.StandardCharsets;

/** A mail as its request had it. */
public sealed interface MailSource {

    /** For people to read. */
    String text();

    record Json(String text) implements MailSource {}

    /** MIME, byte for byte; copied on the way in and out. */
    final class Mime implements MailSource {

        private final byte[] bytes;

        public Mime(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
