package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** An application that has none of what the component has optional support for sends all the same. */
class WithoutOptionalPartsTest {

    private static final Pattern OPTIONAL = Pattern.compile(
            "micrometer-.*|prometheus-.*|opentelemetry-.*|camel-(telemetry|opentelemetry2|endpointdsl|console"
                    + "|kamelet|yaml-dsl|micrometer|management)-\\d.*");

    /** Sends a mail to a sandbox. */
    public static final class Sender {

        private Sender() {}

        public static void send(String address, String tenantId, String clientId, String clientSecret)
                throws Exception {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                GraphMailConfiguration graphmail = context.getComponent("graphmail", GraphMailComponent.class)
                        .getConfiguration();
                graphmail.setAuthorityHost(address);
                graphmail.setGraphEndpoint(address);
                graphmail.setTenantId(tenantId);
                graphmail.setClientId(clientId);
                graphmail.setClientSecret(clientSecret);
                context.start();
                context.createProducerTemplate().sendBody("graphmail:erp@contoso.com?to=ops@contoso.com", "Hello");
            }
        }
    }

    @Test
    void sends() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (GraphMailSandbox sandbox = GraphMailSandbox.start();
                URLClassLoader loader = applicationClassLoader()) {
            assertThatThrownBy(() -> loader.loadClass("io.micrometer.core.instrument.MeterRegistry"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> loader.loadClass("org.apache.camel.telemetry.SpanDecorator"))
                    .isInstanceOf(ClassNotFoundException.class);
            Thread.currentThread().setContextClassLoader(loader);

            loader.loadClass(Sender.class.getName())
                    .getMethod("send", String.class, String.class, String.class, String.class)
                    .invoke(
                            null,
                            sandbox.http().toString(),
                            sandbox.tenant().id(),
                            sandbox.tenant().apps().get(0).clientId(),
                            sandbox.tenant().apps().get(0).clientSecret());

            assertThat(sandbox.mails()).hasSize(1);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URLClassLoader applicationClassLoader() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (!OPTIONAL.matcher(path.getFileName().toString()).matches()) {
                urls.add(path.toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
