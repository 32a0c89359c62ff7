package io.github.camelgraphmail.doctor.application;

import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.main.Main;
import org.apache.camel.util.ObjectHelper;

/** Stands in for an application: its component, set up from its properties by camel-main, and none of its routes. */
public final class Application implements AutoCloseable {

    private static final String USUAL_NAME = "graphmail";

    private final Main main;
    private final RunningApplication running;

    private Application(Main main, RunningApplication running) {
        this.main = main;
        this.running = running;
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
            main.stop();
            throw new ConfigurationException(explained(e, componentName, properties.secrets()));
        }
        RunningApplication running =
                new RunningApplication(main.getCamelContext(), componentName, properties.secrets());
        GraphMailConfiguration options = running.options();
        options.setConnectTimeout(Math.min(options.getConnectTimeout(), timeout.toMillis()));
        options.setRequestTimeout(Math.min(options.getRequestTimeout(), timeout.toMillis()));
        options.setRetryTimeout(Math.min(options.getRetryTimeout(), timeout.toMillis()));
        return new Application(main, running.withSecretsOfOptions());
    }

    /** What runs of it. */
    public RunningApplication running() {
        return running;
    }

    /** Without a value: Camel's own message about a misspelt option quotes what was to be its value. */
    private static String explained(Exception failure, String componentName, Secrets secrets) {
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
