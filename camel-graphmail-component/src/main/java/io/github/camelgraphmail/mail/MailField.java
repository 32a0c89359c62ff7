package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value for a mail together with where it comes from, so that an error can name the option or header at fault.
 *
 * @param name the option's or header's name
 * @param value what stands there, never null
 */
record MailField(String name, Object value) {

    static Optional<MailField> of(String name, Object value) {
        return value == null ? Optional.empty() : Optional.of(new MailField(name, value));
    }

    /** The value as text; bytes, as Kafka's headers are, are UTF-8. */
    String text() {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
    }

    /** The value's members where it is a collection or an array, itself otherwise; nulls are passed over. */
    Stream<MailField> values() {
        Stream<?> members = value instanceof Collection<?> collection
                ? collection.stream()
                : value instanceof Object[] array ? Arrays.stream(array) : Stream.of(value);
        return members.filter(Objects::nonNull).map(member -> new MailField(name, member));
    }

    /**
     * The value as one line of text; a line break is refused, since it could start another header, and so is any other
     * control character but a tab.
     */
    String line() {
        String text = CleanText.of(text().replace('\0', '\n'));
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\t') {
                throw invalid(
                        "has a line break or another control character at position " + i + ".",
                        "Put it on one line, for example with ${header.name.trim()}.");
            }
        }
        return text;
    }

    /** The value as one line of text, where it may be folded as a MIME header is. */
    String unfolded() {
        return new MailField(name, text().replaceAll("[\\r\\n]+[ \\t]+", " ")).line();
    }

    boolean bool() {
        String text = text().trim();
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw invalid("'" + text + "' is neither true nor false.", "Set it to one of them.");
    }

    Importance importance() {
        String text = text();
        return Importance.named(text)
                .orElseThrow(() -> invalid("'" + text + "' is no importance.", "Use low, normal or high."));
    }

    InvalidMailException invalid(String what, String hint) {
        return new InvalidMailException(name, what, hint);
    }

    InvalidMailException invalid(String what, String hint, Throwable cause) {
        return new InvalidMailException(name, what, hint, cause);
    }
}
