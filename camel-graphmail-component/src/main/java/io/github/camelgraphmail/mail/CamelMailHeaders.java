package io.github.camelgraphmail.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * The headers of a message that camel-mail honours, in any case: the mail's own ones by their names, and every other that
 * the filter lets through.
 */
final class CamelMailHeaders {

    private static final String ALTERNATIVE_BODY = "CamelMailAlternativeBody";

    /** Honoured in another way, or no headers of a mail. */
    private static final Set<String> OWN = Set.of(
            "to",
            "cc",
            "bcc",
            "from",
            "reply-to",
            "subject",
            "contenttype",
            "content-type",
            "mime-version",
            "breadcrumbid");

    private final Exchange exchange;
    private final HeaderFilterStrategy filter;
    private final Map<String, Map.Entry<String, Object>> byLowerCase = new LinkedHashMap<>();

    CamelMailHeaders(Exchange exchange, HeaderFilterStrategy filter) {
        this.exchange = exchange;
        this.filter = filter;
        exchange.getMessage().getHeaders().entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .forEach(entry -> byLowerCase.put(entry.getKey().toLowerCase(Locale.ROOT), entry));
    }

    Optional<MailField> header(String name) {
        return Optional.ofNullable(byLowerCase.get(name.toLowerCase(Locale.ROOT)))
                .map(entry -> new MailField(entry.getKey(), entry.getValue()));
    }

    /** Any one of them makes all three of the options not count. */
    boolean hasRecipients() {
        return Stream.of("to", "cc", "bcc").anyMatch(byLowerCase::containsKey);
    }

    Optional<MailField> contentType() {
        return header("contentType").or(() -> header("Content-Type"));
    }

    Optional<MailField> plainAlternative() {
        return header(ALTERNATIVE_BODY);
    }

    /** The output of {@code marshal().mimeMultipart()} has this beside its content type. */
    boolean isMimeEntity() {
        return header("MIME-Version").isPresent()
                && contentType()
                        .map(BodyType::read)
                        .filter(BodyType::isMultipart)
                        .isPresent();
    }

    /** The other headers, each value on one line; names that a mail can't be given by name are passed over. */
    List<MailHeader> others() {
        return byLowerCase.entrySet().stream()
                .filter(entry -> !OWN.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(entry -> HeaderNames.isName(entry.getKey()) && !HeaderNames.isReserved(entry.getKey()))
                .filter(entry -> !filter.applyFilterToCamelHeaders(entry.getKey(), entry.getValue(), exchange))
                .flatMap(entry -> new MailField(entry.getKey(), entry.getValue()).values())
                .map(field -> new MailHeader(field.name(), oneLine(field.text())))
                .toList();
    }

    private static String oneLine(String value) {
        return CleanText.of(value.replaceAll("[\\r\\n]+", " ")).strip();
    }
}
