package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.Cloud;
import io.github.camelgraphmail.auth.Identity;
import io.github.camelgraphmail.auth.ServiceAddress;
import io.github.camelgraphmail.delivery.DeliveryMode;
import io.github.camelgraphmail.delivery.DeliverySettings;
import io.github.camelgraphmail.delivery.UnknownOutcome;
import io.github.camelgraphmail.mail.CamelMailRules;
import io.github.camelgraphmail.mail.MailDefaults;
import io.github.camelgraphmail.policy.MailPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * An endpoint's options, read and checked: what {@link GraphMailConfiguration} has as text stands here as what it
 * means.
 */
record EndpointSettings(
        MailDefaults mail,
        CamelMailRules camelMail,
        MailPolicy policy,
        DeliveryMode deliveryMode,
        DeliverySettings delivery,
        Optional<String> idempotencyKey,
        URI graphEndpoint,
        Identity identity,
        TransportSettings transport,
        Duration requestTimeout) {

    /**
     * @param component the options that the endpoint's own started from
     * @param credentials finds what the options of signing in name
     * @throws IllegalArgumentException or {@link InvalidMailException} naming the option that can't be read
     */
    static EndpointSettings of(
            GraphMailConfiguration options, GraphMailConfiguration component, CredentialOptions credentials) {
        Duration connectTimeout = positive("connectTimeout", options.getConnectTimeout());
        return new EndpointSettings(
                MailDefaults.read(mailOptions(options)),
                new CamelMailRules(
                        options.isMailHeaders(),
                        options.isUseInlineAttachments(),
                        filter(options.getHeaderFilterStrategy())),
                new PolicyOptions(component, options).policy(),
                DeliveryMode.named(options.getDelivery()),
                new DeliverySettings(
                        options.getMaxConcurrentPerMailbox(),
                        options.getMaxPendingPerMailbox(),
                        Duration.ofMillis(options.getRetryTimeout()),
                        unknownOutcome(options.getUnknownOutcome())),
                idempotencyKey(options),
                graphEndpoint(options),
                credentials.identity(options, authorityHost(options)),
                new TransportSettings(
                        Optional.ofNullable(options.getSslContextParameters()),
                        credentials.proxy(options),
                        connectTimeout),
                positive("requestTimeout", options.getRequestTimeout()));
    }

    private static Optional<String> idempotencyKey(GraphMailConfiguration options) {
        String key = options.getIdempotencyKey();
        if (key == null) {
            return Optional.empty();
        }
        if (key.isBlank()) {
            throw new IllegalArgumentException(
                    "idempotencyKey: it is empty. Set it to what names a mail, such as ${header.orderId}, or leave it out");
        }
        if (DeliveryMode.named(options.getDelivery()) == DeliveryMode.DIRECT) {
            throw new IllegalArgumentException(
                    "idempotencyKey: delivery=direct can't tell whether a mail has gone before."
                            + " Use delivery=auto or draft, which takes the permission Mail.ReadWrite");
        }
        if (!options.isSaveToSentItems()) {
            throw new IllegalArgumentException("idempotencyKey: a mail that has gone is known again by its copy in Sent"
                    + " Items. Leave saveToSentItems at true");
        }
        return Optional.of(key);
    }

    private static URI authorityHost(GraphMailConfiguration options) {
        return address(
                "authorityHost",
                options.getAuthorityHost(),
                Cloud.named(options.getCloud()).authorityHost());
    }

    /** Where Graph is, without a look at the other options: tracing asks for each exchange. */
    static URI graphEndpoint(GraphMailConfiguration options) {
        return address(
                "graphEndpoint",
                options.getGraphEndpoint(),
                Cloud.named(options.getCloud()).graphEndpoint());
    }

    private static MailDefaults.Options mailOptions(GraphMailConfiguration options) {
        return new MailDefaults.Options(
                options.getOperation(),
                options.getSender(),
                options.getFrom(),
                options.getTo(),
                options.getCc(),
                options.getBcc(),
                options.getReplyTo(),
                options.getSubject(),
                options.getContentType(),
                options.getImportance(),
                options.isReadReceipt(),
                options.isDeliveryReceipt(),
                options.getCategories(),
                options.isSaveToSentItems(),
                options.isAttachBody(),
                options.getText());
    }

    /** As camel-mail's, which keeps Camel's own headers; and without those of tracing, which are nobody's business. */
    private static HeaderFilterStrategy filter(HeaderFilterStrategy option) {
        if (option != null) {
            return option;
        }
        DefaultHeaderFilterStrategy filter = new DefaultHeaderFilterStrategy();
        filter.setLowerCase(true);
        filter.setOutFilterStartsWith("camel", "org.apache.camel.");
        filter.getOutFilter().addAll(Set.of("traceparent", "tracestate", "baggage"));
        return filter;
    }

    private static UnknownOutcome unknownOutcome(String option) {
        for (UnknownOutcome outcome : UnknownOutcome.values()) {
            if (outcome.name().equalsIgnoreCase(option)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("unknownOutcome: '" + option + "' is neither fail nor resend");
    }

    private static URI address(String option, String address, URI ofCloud) {
        return address == null ? ofCloud : ServiceAddress.parse(option, address);
    }

    private static Duration positive(String option, long millis) {
        if (millis <= 0) {
            throw new IllegalArgumentException(
                    option + ": " + millis + " ms is no time. Set it to a duration such as 10s");
        }
        return Duration.ofMillis(millis);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "EndpointSettings[" + mail.sender() + " at " + graphEndpoint + "]";
    }
}
