package io.github.camelgraphmail.mail;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code CamelGraphMail*} headers of a message, under exactly these names.
 *
 * <p>Camel's own look-up takes a header in any case. Consumers that let headers in from outside keep {@code Camel*} out,
 * but have been known to miss other spellings, so a header in another case steers nothing here.
 */
final class HeaderReader {

    private static final String PREFIX = "CamelGraphMail";

    private final Map<String, Object> headers = new HashMap<>();

    HeaderReader(Map<String, Object> all) {
        all.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                headers.put(name, value);
            }
        });
    }

    /** The header, when it is there and not null. */
    Optional<MailField> header(String name) {
        return MailField.of(name, headers.get(name));
    }
}
