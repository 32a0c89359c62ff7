package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import java.util.Optional;

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

    /** The value as one line of text; a line break is refused, since it could start another header. */
    String line() {
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\t') {
                throw invalid(
                        "has a line break or another control character at position " + i + ".",
                        "Put it on one line, for example with ${header.name.trim()}.");
            }
        }
        return text;
    }

    boolean bool() {
        String text = value.toString().trim();
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw invalid("'" + text + "' is neither true nor false.", "Set it to one of them.");
    }

    Importance importance() {
        String text = value.toString();
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
