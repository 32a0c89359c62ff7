package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.InvalidMailException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code CamelGraphMail*} headers of a message, under exactly these names.
 *
 * <p>Camel's own look-up takes a header in any case. Consumers that let headers in from outside keep {@code Camel*} out,
 * but have been known to miss other spellings, so a mail with a header in another case is refused.
 */
final class GraphMailHeaders {

    private static final String PREFIX = "CamelGraphMail";

    private final Map<String, Object> headers = new HashMap<>();

    GraphMailHeaders(Map<String, Object> all) {
        all.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                headers.put(name, value);
            }
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                checkSpelling(name);
            }
        });
    }

    /** A header in another case would hide the one that the route sets later: the map keeps the first spelling. */
    private static void checkSpelling(String name) {
        for (String known : GraphMailConstants.all()) {
            if (known.equalsIgnoreCase(name) && !known.equals(name)) {
                throw new InvalidMailException(
                        name,
                        "is not how header " + known + " is written, so it may have come from outside.",
                        "Remove it where the message comes in: .removeHeaders(\"CamelGraphMail*\").");
            }
        }
    }

    /** The header, when it is there and not null. */
    Optional<MailField> header(String name) {
        return MailField.of(name, headers.get(name));
    }

    /** The further headers of the mail; a Collection or an array makes one header for each of its values. */
    List<MailHeader> internetMessageHeaders() {
        return header(GraphMailConstants.INTERNET_MESSAGE_HEADERS)
                .map(GraphMailHeaders::mailHeaders)
                .orElse(List.of());
    }

    private static List<MailHeader> mailHeaders(MailField field) {
        if (!(field.value() instanceof Map<?, ?> map)) {
            throw field.invalid(
                    "is a " + field.value().getClass().getName() + ".", "Set it to a Map from header name to value.");
        }
        return map.entrySet().stream()
                .flatMap(entry -> mailHeaders(field, entry))
                .toList();
    }

    private static Stream<MailHeader> mailHeaders(MailField field, Map.Entry<?, ?> entry) {
        String name = HeaderNames.checked(field.name(), String.valueOf(entry.getKey()));
        return MailField.of(field.name() + " " + name, entry.getValue()).stream()
                .flatMap(MailField::values)
                .map(value -> new MailHeader(name, value.line()));
    }

    /** The id of the message to respond to. */
    String messageId(String operation) {
        return header(GraphMailConstants.MESSAGE_ID)
                .map(field -> field.line().trim())
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> new InvalidMailException(
                        GraphMailConstants.MESSAGE_ID,
                        "operation " + operation + " needs the message to act on.",
                        "Set this header to Graph's id of a message in the sender's mailbox."));
    }
}
