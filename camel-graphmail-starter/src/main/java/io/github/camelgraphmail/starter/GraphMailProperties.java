package io.github.camelgraphmail.starter;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ReflectionUtils;

/**
 * The options of the component as an application's properties name them; null for what is not set. What takes an object takes
 * a reference to a bean here, such as {@code #bean:tls}. A property that is no option fails the start. A test holds these to the
 * component's catalog.
 *
 * @param enabled whether the component is configured from properties
 * @param customizer whether it is, as Camel's own starters have it
 */
@ConfigurationProperties(prefix = GraphMailProperties.PREFIX, ignoreUnknownFields = false)
public record GraphMailProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Customizer customizer,
        String accessTokenProvider,
        String allowedRecipients,
        String allowedSenders,
        Boolean attachBody,
        String authorityHost,
        Boolean autowiredEnabled,
        String bcc,
        String categories,
        String cc,
        String clientCertificate,
        String clientId,
        String clientSecret,
        String clientSecretFile,
        String cloud,
        String configuration,
        Duration connectTimeout,
        String contentType,
        String credentialType,
        String delivery,
        Boolean deliveryReceipt,
        String federatedTokenFile,
        String forbiddenSender,
        String from,
        String graphEndpoint,
        String headerFilterStrategy,
        Boolean healthCheckConsumerEnabled,
        Boolean healthCheckProducerEnabled,
        String idempotencyKey,
        String importance,
        Boolean lazyStartProducer,
        Boolean mailHeaders,
        String managedIdentityClientId,
        Integer maxConcurrentPerMailbox,
        Integer maxPendingPerMailbox,
        String operation,
        String privateKeyPassword,
        String proxyHost,
        String proxyPassword,
        Integer proxyPort,
        String proxyUsername,
        Boolean readReceipt,
        String redirectTo,
        String replyTo,
        Duration requestTimeout,
        Duration retryTimeout,
        Boolean saveToSentItems,
        String sslContextParameters,
        String subject,
        String tenantId,
        String text,
        String to,
        String unknownOutcome,
        Boolean useGlobalSslContextParameters,
        Boolean useInlineAttachments) {

    static final String PREFIX = "camel.component.graphmail";

    /** Those that are not the component's. */
    private static final List<String> OURS = List.of("enabled", "customizer");

    /** @param enabled whether the component is configured from properties */
    public record Customizer(@DefaultValue("true") boolean enabled) {}

    /** Whether the component is to be configured from these. */
    boolean apply() {
        return enabled && customizer.enabled();
    }

    /** What is set, by the option's name, in the words of Camel's properties. */
    Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        for (RecordComponent option : getClass().getRecordComponents()) {
            Object value = ReflectionUtils.invokeMethod(option.getAccessor(), this);
            if (value != null && !OURS.contains(option.getName())) {
                options.put(option.getName(), value instanceof Duration length ? length.toMillis() : value);
            }
        }
        return options;
    }

    static List<String> names() {
        return Arrays.stream(GraphMailProperties.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !OURS.contains(name))
                .toList();
    }

    /** Without any value: secrets are among them. */
    @Override
    public String toString() {
        return "GraphMailProperties" + options().keySet();
    }
}
