package io.github.camelgraphmail.starter.example;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Starts a sandbox where no tenant is configured, and points the component at it. */
class SandboxWithoutTenant implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxWithoutTenant.class);
    private static final String PREFIX = "camel.component.graphmail.";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        if (!environment.containsProperty(PREFIX + "tenant-id")) {
            environment.getPropertySources().addLast(new MapPropertySource("sandbox", sandbox()));
        }
    }

    private static Map<String, Object> sandbox() {
        GraphMailSandbox sandbox = GraphMailSandbox.start();
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        LOG.info("No tenant is configured; mails go to the sandbox: {}", sandbox.http());
        Map<String, Object> properties = new HashMap<>();
        sandbox.signIn().forEach((name, value) -> properties.put(PREFIX + name, value));
        // Over plain HTTP, which the component accepts for this machine alone: no truststore is needed.
        properties.put(PREFIX + "authority-host", sandbox.http().toString());
        properties.put(PREFIX + "graph-endpoint", sandbox.http().toString());
        return properties;
    }
}
