package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.GraphMailConstants;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.ParseException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** What one exchange and the options together say about a mail: the first that says something wins. */
final class MailInput {

    private final Exchange exchange;
    private final MailDefaults defaults;
    private final AddressReader addresses;
    private final GraphMailHeaders graph;
    private final Optional<CamelMailHeaders> camelMail;

    MailInput(Exchange exchange, MailDefaults defaults, CamelMailRules rules, AddressReader addresses) {
        this.exchange = exchange;
        this.defaults = defaults;
        this.addresses = addresses;
        this.graph = new GraphMailHeaders(exchange.getMessage().getHeaders());
        this.camelMail =
                rules.headers() ? Optional.of(new CamelMailHeaders(exchange, rules.filter())) : Optional.empty();
    }

    MailAction action() {
        return defaults.operation().action(graph);
    }

    String sender() {
        return graph.header(GraphMailConstants.SENDER).map(SenderName::read).orElse(defaults.sender());
    }

    Optional<MailAddress> from() {
        return graph.header(GraphMailConstants.FROM)
                .or(() -> camelMailHeader("From"))
                .map(addresses::readOne)
                .or(defaults::from);
    }

    Recipients recipients() {
        Recipients fallback = camelMail
                .filter(CamelMailHeaders::hasRecipients)
                .map(headers -> new Recipients(
                        addresses.readAny(headers.header("To")),
                        addresses.readAny(headers.header("Cc")),
                        addresses.readAny(headers.header("Bcc"))))
                .orElse(defaults.recipients());
        return new Recipients(
                people(GraphMailConstants.TO, fallback.to()),
                people(GraphMailConstants.CC, fallback.cc()),
                people(GraphMailConstants.BCC, fallback.bcc()));
    }

    List<MailAddress> replyTo() {
        return graph.header(GraphMailConstants.REPLY_TO)
                .or(() -> camelMailHeader("Reply-To"))
                .map(addresses::read)
                .orElse(defaults.replyTo());
    }

    String subject() {
        return graph.header(GraphMailConstants.SUBJECT)
                .or(() -> camelMailHeader("Subject"))
                .map(MailField::line)
                .orElse(defaults.subject());
    }

    /** Whether the body is a whole MIME mail: by what the route says, not by a header that can arrive from outside. */
    boolean isWholeMail() {
        return exchange.getMessage().getBody() instanceof MimeMessage
                || graph.header(GraphMailConstants.CONTENT_TYPE)
                        .map(BodyType::readOption)
                        .orElse(defaults.bodyType())
                        .isWholeMail();
    }

    /** Whether the body is the content of a MIME mail whose headers stand elsewhere. */
    boolean isMimeEntity() {
        return !(exchange.getMessage().getBody() instanceof MimeMessage)
                && graph.header(GraphMailConstants.CONTENT_TYPE).isEmpty()
                && camelMail.filter(CamelMailHeaders::isMimeEntity).isPresent();
    }

    /** The content type of a MIME entity, with its boundary. */
    String mimeEntityType() {
        return camelMail
                .flatMap(CamelMailHeaders::contentType)
                .map(MailField::unfolded)
                .orElseThrow();
    }

    /** Whether bytes are of the MIME entity's type: they have its boundary. */
    boolean mimeEntityHolds(byte[] content) {
        try {
            String boundary = new ContentType(mimeEntityType()).getParameter("boundary");
            return boundary != null && new String(content, StandardCharsets.ISO_8859_1).contains("--" + boundary);
        } catch (ParseException e) {
            return false;
        }
    }

    /**
     * By which charsets a body of bytes may be read, in this order. For camel-mail the charset of the content type is the
     * mail's, and the body's is the exchange's.
     */
    List<Charset> bodyCharsets(BodyType type) {
        Charset ofExchange = BodyContent.exchangeCharset(exchange).orElse(StandardCharsets.UTF_8);
        if (camelMail.isPresent()) {
            return Stream.concat(Stream.of(ofExchange), type.charset().stream()).toList();
        }
        return List.of(type.charset().orElse(ofExchange));
    }

    BodyType bodyType() {
        return graph.header(GraphMailConstants.CONTENT_TYPE)
                .map(BodyType::readOption)
                .or(() -> camelMail.flatMap(CamelMailHeaders::contentType).map(BodyType::readSingle))
                .orElse(defaults.bodyType());
    }

    Optional<String> plainAlternative() {
        return camelMail.flatMap(CamelMailHeaders::plainAlternative).map(field -> {
            String text = exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, field.value());
            if (text == null) {
                throw field.invalid("can't be read as text.", "Set it to a String.");
            }
            return CleanText.of(text);
        });
    }

    Importance importance() {
        return graph.header(GraphMailConstants.IMPORTANCE)
                .map(MailField::importance)
                .orElse(defaults.importance());
    }

    List<String> categories() {
        return graph.header(GraphMailConstants.CATEGORIES).map(Categories::read).orElse(defaults.categories());
    }

    boolean saveToSentItems() {
        return graph.header(GraphMailConstants.SAVE_TO_SENT_ITEMS)
                .map(MailField::bool)
                .orElse(defaults.saveToSentItems());
    }

    /** The mail's further headers: what this component's header says, then camel-mail's that it does not name. */
    List<MailHeader> headers() {
        List<MailHeader> own = graph.internetMessageHeaders();
        if (camelMail.isEmpty()) {
            return own;
        }
        Stream<MailHeader> others = camelMail.get().others().stream()
                .filter(other -> own.stream().noneMatch(header -> header.name().equalsIgnoreCase(other.name())));
        return Stream.concat(own.stream(), others).toList();
    }

    private Optional<MailField> camelMailHeader(String name) {
        return camelMail.flatMap(headers -> headers.header(name));
    }

    private List<MailAddress> people(String header, List<MailAddress> fallback) {
        Optional<MailField> given = graph.header(header);
        // Not by map and orElse: the cast to a list that these make is slow where several threads make it
        // (JDK-8180450).
        return given.isPresent() ? addresses.read(given.get()) : fallback;
    }
}
