package io.github.camelgraphmail.doctor.application;

import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailConfiguration;
import io.github.camelgraphmail.GraphMailDiagnosis;
import io.github.camelgraphmail.GraphMailEndpoint;
import io.github.camelgraphmail.GraphMailException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;

/** A component in a Camel context that runs. Nothing of it is changed. Safe for use by many threads. */
public final class RunningApplication {

    private final CamelContext context;
    private final String componentName;
    private final Secrets secrets;

    RunningApplication(CamelContext context, String componentName, Secrets secrets) {
        this.context = context;
        this.componentName = componentName;
        this.secrets = secrets;
    }

    /** @param componentName under which the component stands in the context */
    public static RunningApplication of(CamelContext context, String componentName) {
        return new RunningApplication(context, componentName, Secrets.none()).withSecretsOfOptions();
    }

    /** One that keeps to itself what is secret in the component's options, too. */
    RunningApplication withSecretsOfOptions() {
        GraphMailConfiguration options = options();
        return new RunningApplication(
                context,
                componentName,
                secrets.and(Arrays.asList(
                        options.getClientSecret(), options.getPrivateKeyPassword(), options.getProxyPassword())));
    }

    /** The component's options. */
    public GraphMailConfiguration options() {
        return context.getComponent(componentName, GraphMailComponent.class).getConfiguration();
    }

    /** What must not be shown. */
    public Secrets secrets() {
        return secrets;
    }

    /**
     * Looks at what it needs to send.
     *
     * @param sender the mailbox
     * @throws ConfigurationException when the options can't be read
     */
    public GraphMailDiagnosis diagnosis(String sender) {
        try {
            return endpoint(sender).diagnosis();
        } catch (IllegalArgumentException | GraphMailException e) {
            throw new ConfigurationException(secrets.hidden(e.getMessage()));
        }
    }

    /**
     * Sends a mail, as the application would.
     *
     * @return what it failed with, empty if Graph accepted it
     */
    public Optional<Exception> send(String sender, String recipient, String subject, String text) {
        GraphMailEndpoint shared = endpoint(sender);
        GraphMailConfiguration options = shared.getConfiguration().copy();
        options.setTo(recipient);
        options.setCc(null);
        options.setBcc(null);
        options.setOperation("send");
        options.setContentType("text/plain");
        options.setSubject(subject);
        options.setIdempotencyKey(null);
        options.setAttachBody(false);
        GraphMailEndpoint own =
                new GraphMailEndpoint(shared.getEndpointUri(), (GraphMailComponent) shared.getComponent(), options);
        try {
            Producer producer = own.createProducer();
            producer.start();
            try {
                Exchange exchange = own.createExchange();
                exchange.getMessage().setBody(text);
                producer.process(exchange);
                return Optional.ofNullable(exchange.getException());
            } finally {
                producer.stop();
            }
        } catch (Exception e) {
            return Optional.of(e);
        }
    }

    private GraphMailEndpoint endpoint(String sender) {
        return context.getEndpoint(componentName + ":" + sender, GraphMailEndpoint.class);
    }
}
