package io.github.camelgraphmail.doctor.application;

import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailConfiguration;
import io.github.camelgraphmail.GraphMailDiagnosis;
import io.github.camelgraphmail.GraphMailEndpoint;
import io.github.camelgraphmail.GraphMailException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.main.Main;
import org.apache.camel.util.ObjectHelper;

/** Stands in for an application: its component, set up from its properties by camel-main, and none of its routes. */
public final class Application implements AutoCloseable {

    private static final String USUAL_NAME = "graphmail";

    private final Main main;
    private final String componentName;
    private final Secrets secrets;

    private Application(Main main, String componentName, Secrets secrets) {
        this.main = main;
        this.componentName = componentName;
        this.secrets = secrets;
    }

    /**
     * Starts it.
     *
     * @param componentName under which the component stands in the properties
     * @param timeout how long connecting and answers may take at most
     * @throws ConfigurationException when the component can't be set up from them
     */
    public static Application start(ApplicationProperties properties, String componentName, Duration timeout) {
        if (!properties.configures(componentName)) {
            throw new ConfigurationException(
                    "No property begins with camel.component." + componentName
                            + ". Give the application's properties with --config, and --component where its component has another name");
        }
        Main main = new Main();
        Application application = new Application(main, componentName, properties.secrets());
        if (!componentName.equals(USUAL_NAME)) {
            main.bind(componentName, new GraphMailComponent());
        }
        // The files were read already.
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setInitialProperties(properties.of(componentName));
        main.configure()
                .withRoutesCollectorEnabled(false)
                .withBasePackageScanEnabled(false)
                .withAutoConfigurationEnvironmentVariablesEnabled(false)
                .withAutoConfigurationLogSummary(false);
        try {
            main.start();
        } catch (Exception e) {
            application.close();
            throw new ConfigurationException(application.explained(e));
        }
        GraphMailConfiguration options = application.options();
        options.setConnectTimeout(Math.min(options.getConnectTimeout(), timeout.toMillis()));
        options.setRequestTimeout(Math.min(options.getRequestTimeout(), timeout.toMillis()));
        options.setRetryTimeout(Math.min(options.getRetryTimeout(), timeout.toMillis()));
        return new Application(
                main,
                componentName,
                application.secrets.and(Arrays.asList(
                        options.getClientSecret(), options.getPrivateKeyPassword(), options.getProxyPassword())));
    }

    /** The component's options. */
    public GraphMailConfiguration options() {
        return context().getComponent(componentName, GraphMailComponent.class).getConfiguration();
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
        GraphMailEndpoint endpoint = endpoint(sender);
        GraphMailConfiguration options = endpoint.getConfiguration();
        options.setTo(recipient);
        options.setCc(null);
        options.setBcc(null);
        options.setOperation("send");
        options.setContentType("text/plain");
        options.setSubject(subject);
        options.setIdempotencyKey(null);
        options.setAttachBody(false);
        try {
            Producer producer = endpoint.createProducer();
            producer.start();
            try {
                Exchange exchange = endpoint.createExchange();
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
        return context().getEndpoint(componentName + ":" + sender, GraphMailEndpoint.class);
    }

    private CamelContext context() {
        return main.getCamelContext();
    }

    /** Without a value: Camel's own message about a misspelt option quotes what was to be its value. */
    private String explained(Exception failure) {
        List<String> said = new ArrayList<>();
        for (Throwable cause : ObjectHelper.createExceptionIterable(failure)) {
            if (cause instanceof PropertyBindingException binding) {
                return "camel.component." + componentName + "." + optionOf(binding)
                        + ": there is no such option, or what it is set to is not of its type";
            }
            if (cause.getMessage() != null) {
                said.add(cause.getMessage());
            }
        }
        String last = said.isEmpty() ? failure.toString() : said.get(said.size() - 1);
        return "The component can't be set up from the properties: " + secrets.hidden(last);
    }

    private static String optionOf(PropertyBindingException binding) {
        return binding.getOptionKey() != null ? binding.getOptionKey() : binding.getPropertyName();
    }

    @Override
    public void close() {
        main.stop();
    }
}
