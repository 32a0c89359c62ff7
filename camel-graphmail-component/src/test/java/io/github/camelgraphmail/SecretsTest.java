package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.camelgraphmail.auth.Credential;
import io.github.camelgraphmail.auth.FixedSecret;
import io.github.camelgraphmail.auth.Identity;
import io.github.camelgraphmail.http.HttpCall;
import io.github.camelgraphmail.http.HttpOutcome;
import io.github.camelgraphmail.http.HttpTarget;
import io.github.camelgraphmail.http.ProxyServer;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.entra.FederatedIssuer;
import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Secrets, tokens and mails show up nowhere: not in a log at any level, an exception, a URI, JMX or the start-up summary.
 *
 * <p>Two logs of Camel's own are out of this component's hands, and docs/troubleshooting.md says so: camel-main writes
 * the properties it has read at DEBUG, and the context writes the URIs it is asked for at TRACE.
 */
class SecretsTest {

    private static final String SECRET = "qX8~very-secret-Value.0815";
    private static final String CONTENT = "salary-of-the-ceo-is-confidential";

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT");
    private final AppenderBase<ILoggingEvent> capture = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(event.getLoggerName() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    @TempDir
    private Path folder;

    private Level level;
    private GraphMailSandbox sandbox;

    @BeforeEach
    void start() {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        AppRegistration app = defaults.tenant().apps().get(0);
        sandbox = GraphMailSandbox.start(defaults.withTenant(defaults.tenant()
                .withApps(List.of(
                        new AppRegistration(app.clientId(), "ERP", SECRET, Set.of(ServicePrincipal.MAIL_SEND))))));
        level = root.getLevel();
        root.detachAndStopAllAppenders();
        capture.setContext(root.getLoggerContext());
        capture.start();
        root.addAppender(capture);
        root.setLevel(Level.TRACE);
        root.getLoggerContext().getLogger("org.apache.camel.main").setLevel(Level.INFO);
        // The sandbox's own log is another program's.
        root.getLoggerContext().getLogger("io.netty").setLevel(Level.OFF);
        root.getLoggerContext().getLogger("io.vertx").setLevel(Level.OFF);
    }

    @AfterEach
    void stop() {
        root.detachAppender(capture);
        root.setLevel(level);
        sandbox.close();
    }

    @Test
    void areNotShownByAnApplicationThatLogsEverything() throws Exception {
        Main main = application(SECRET);
        try {
            main.start();
            Exchange exchange = main.getCamelTemplate()
                    .request("direct:mail", message -> message.getMessage().setBody(CONTENT));

            assertThat(exchange.getException()).isNull();
            assertThat(sandbox.mails()).hasSize(1);
            assertThat(uris(main)).isNotEmpty().noneMatch(uri -> uri.contains(SECRET));
            assertThat(jmx()).contains("graphmail").doesNotContain(SECRET);
        } finally {
            main.stop();
        }
        assertThat(log).anyMatch(line -> line.startsWith("org.apache.hc.client5.http"));
        assertThat(log).anyMatch(line -> line.contains("graphmail.clientSecret = xxxxxx"));
        assertNowhere(SECRET);
        assertNowhere(CONTENT);
        // How every JWT begins.
        assertNowhere("eyJ");
    }

    @Test
    void areNotShownWhenTheyAreRefused() throws Exception {
        String wrong = SECRET + "-wrong";
        Main main = application(wrong);
        try {
            main.start();
            Exception failure = main.getCamelTemplate()
                    .request("direct:mail", message -> message.getMessage().setBody(CONTENT))
                    .getException();

            assertThat(failure).isInstanceOf(GraphAuthenticationException.class);
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(wrong, CONTENT);
        } finally {
            main.stop();
        }
        assertNowhere(wrong);
        assertNowhere(CONTENT);
    }

    @Test
    void areNotShownByAnEndpointThatHasThemInItsUri() throws Exception {
        root.setLevel(Level.DEBUG);
        Main main = application("not-used");
        try {
            main.start();
            String uri = "graphmail:erp@contoso.com?to=ops@contoso.com&clientSecret=RAW(" + SECRET + ")";
            Endpoint endpoint = main.getCamelContext().getEndpoint(uri);
            main.getCamelTemplate().sendBody(uri, CONTENT);

            assertThat(sandbox.mails()).hasSize(1);
            assertThat(endpoint.toString()).doesNotContain(SECRET).contains("graphmail:");
        } finally {
            main.stop();
        }
        assertNowhere(SECRET);
    }

    @Test
    void ofAFileAreNotShown() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), SECRET);

        sendsAndShowsNothing(Map.of("client-secret", "", "client-secret-file", file.toString()), SECRET);
    }

    @Test
    void ofAnEncryptedCertificateAreNotShown() throws Exception {
        AppCertificate certificate = certificate();
        String password = "password-of-the-key-0815";
        Path file = certificate.writePem(folder.resolve("erp.pem"), password);
        sandbox.update(clientId(), app -> app.withCertificate(certificate.certificate()));
        String key = Base64.getEncoder().encodeToString(certificate.key().getEncoded());

        sendsAndShowsNothing(
                Map.of("client-secret", "", "client-certificate", "file:" + file, "private-key-password", password),
                password,
                key.substring(40, 80));
        assertThat(log).anyMatch(line -> line.contains("graphmail.privateKeyPassword = xxxxxx"));
    }

    @Test
    void ofAWorkloadAreNotShown() throws Exception {
        FederatedIssuer cluster = new FederatedIssuer("https://oidc.example.com");
        sandbox.update(clientId(), app -> app.withFederatedCredential(cluster.credential("erp")));
        String token = cluster.token("erp", Instant.now(), Duration.ofHours(1));
        Path file = Files.writeString(folder.resolve("token"), token);

        sendsAndShowsNothing(
                Map.of("client-secret", "", "federated-token-file", file.toString()),
                token.substring(token.length() - 40));
    }

    @Test
    void ofAProxyAreNotShown() throws Exception {
        for (AuthenticatingProxy.Scheme scheme : AuthenticatingProxy.Scheme.values()) {
            try (AuthenticatingProxy proxy = new AuthenticatingProxy(
                    scheme,
                    Map.of(sandbox.https().getAuthority(), sandbox.https().getPort()))) {
                sendsAndShowsNothing(
                        Map.of(
                                "proxy-host",
                                "localhost",
                                "proxy-port",
                                "" + proxy.port(),
                                "proxy-username",
                                AuthenticatingProxy.USER,
                                "proxy-password",
                                AuthenticatingProxy.PASSWORD),
                        AuthenticatingProxy.PASSWORD,
                        Base64.getEncoder()
                                .encodeToString((AuthenticatingProxy.USER + ":" + AuthenticatingProxy.PASSWORD)
                                        .getBytes(StandardCharsets.UTF_8)),
                        // What a digest answers the proxy with.
                        "cnonce=");
                assertThat(proxy.tunnels()).isNotEmpty();
            }
        }
        assertThat(log).anyMatch(line -> line.contains("Proxy-Authorization: ***"));
        assertThat(log).anyMatch(line -> line.contains("graphmail.proxyPassword = xxxxxx"));
    }

    /** What Camel writes when it binds the component's options at the start is Camel's; what comes later is not. */
    @Test
    void ofAVaultAreNotShown() throws Exception {
        Main main = application(Map.of("client-secret", "{{vault:erp}}"));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport starting) {
                starting.getCamelContext().getPropertiesComponent().addPropertiesFunction(new Vault());
            }
        });
        try {
            main.start();
            log.clear();
            sandbox.revokeTokens(clientId());
            assertThat(main.getCamelTemplate()
                            .request("direct:mail", message -> message.getMessage()
                                    .setBody(CONTENT))
                            .getException())
                    .isNull();
        } finally {
            main.stop();
        }
        assertThat(log).isNotEmpty();
        assertNowhere(SECRET);
    }

    private static final class Vault extends ServiceSupport implements PropertiesFunction {

        @Override
        public String getName() {
            return "vault";
        }

        @Override
        public String apply(String remainder) {
            return SECRET;
        }
    }

    @Test
    void areInNothingThatIsPrinted() throws Exception {
        AppCertificate certificate = certificate();
        FixedSecret secret = new FixedSecret("clientSecret", SECRET);
        Identity.App app = new Identity.App(
                URI.create("https://login.microsoftonline.com"),
                "contoso.com",
                "erp",
                new Credential.ClientCertificate(secret, Optional.of(secret)));
        GraphMailConfiguration options = new GraphMailConfiguration();
        options.setSender("erp@contoso.com");
        options.setTo("ops@contoso.com");
        options.setTenantId("contoso.com");
        options.setClientId("erp");
        options.setClientSecret(SECRET);
        options.setProxyHost("proxy");
        options.setProxyPort(1);
        options.setProxyUsername("erp");
        options.setProxyPassword(SECRET);
        CredentialOptions credentials = new CredentialOptions(
                new DefaultCamelContext(),
                new SecretPlaceholders(new DefaultCamelContext(), "graphmail"),
                options,
                true,
                variable -> null);
        EndpointSettings settings = EndpointSettings.of(options, options, credentials);
        List<Object> printed = List.of(
                options,
                settings,
                settings.identity(),
                settings.transport(),
                secret,
                app,
                app.credential(),
                new Credential.FederatedToken(secret),
                new Credential.ClientSecret(secret),
                new AccessToken(SECRET, Instant.now()),
                new ProxyServer("proxy", 1, Optional.of(new ProxyServer.Login("erp", SECRET))),
                new ProxyServer.Login("erp", SECRET),
                new HttpCall(
                        "POST",
                        HttpTarget.of(URI.create("https://graph.microsoft.com")),
                        Map.of("Authorization", "Bearer " + SECRET),
                        "text/plain",
                        SECRET.getBytes(StandardCharsets.UTF_8),
                        Duration.ofSeconds(1)),
                new HttpOutcome.Answered(
                        200, Map.of("set-cookie", List.of(SECRET)), SECRET.getBytes(StandardCharsets.UTF_8)),
                certificate);

        assertThat(printed).allSatisfy(object -> assertThat(object.toString()).doesNotContain(SECRET));
    }

    private void sendsAndShowsNothing(Map<String, String> signIn, String... secrets) throws Exception {
        Main main = application(signIn);
        try {
            main.start();
            Exchange exchange = main.getCamelTemplate()
                    .request("direct:mail", message -> message.getMessage().setBody(CONTENT));

            assertThat(exchange.getException()).isNull();
            assertThat(uris(main)).isNotEmpty();
            assertThat(jmx()).contains("graphmail").doesNotContain(secrets);
        } finally {
            main.stop();
        }
        Stream.of(secrets).forEach(this::assertNowhere);
        assertNowhere(CONTENT);
        // How every JWT begins.
        assertNowhere("eyJ");
    }

    private String clientId() {
        return sandbox.tenant().apps().get(0).clientId();
    }

    private static AppCertificate certificate() {
        return AppCertificate.create(
                "erp", Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(10)));
    }

    private Main application(String secret) throws IOException {
        return application(Map.of("client-secret", secret));
    }

    private Main application(Map<String, String> signIn) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        sandbox.signIn().forEach((name, value) -> properties.put("camel.component.graphmail." + name, value));
        signIn.forEach((name, value) -> properties.put("camel.component.graphmail." + name, value));
        properties.values().removeIf(String::isEmpty);
        properties.put("camel.component.graphmail.use-global-ssl-context-parameters", "true");
        properties.put("camel.ssl.enabled", "true");
        properties.put("camel.ssl.trust-store", "file:" + sandbox.trustStore());
        properties.put("camel.ssl.trust-store-password", sandbox.trustStorePassword());
        properties.put("camel.main.name", "secrets");
        Path file = Files.write(
                folder.resolve("application.properties"),
                properties.entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .toList());
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("file:" + file);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:mail").to("graphmail:erp@contoso.com?to=ops@contoso.com");
            }
        });
        return main;
    }

    private void assertNowhere(String secret) {
        assertThat(log.stream().filter(line -> line.contains(secret)).collect(Collectors.joining("\n")))
                .isEmpty();
    }

    private static List<String> uris(Main main) {
        return main.getCamelContext().getEndpoints().stream()
                .flatMap(endpoint -> Stream.of(endpoint.toString(), endpoint.getEndpointUri()))
                .toList();
    }

    /** Every readable attribute of every Camel bean. */
    private static String jmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder text = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            text.append(name).append('\n');
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    text.append(attribute.getName()).append('=');
                    text.append(value(server, name, attribute)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static Object value(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return server.getAttribute(name, attribute.getName());
        } catch (Exception unreadable) {
            return unreadable.getClass().getName();
        }
    }
}
