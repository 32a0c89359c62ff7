package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.CredentialSource;
import io.github.camelgraphmail.auth.CredentialType;
import io.github.camelgraphmail.auth.Identity;
import io.github.camelgraphmail.auth.SignInOptions;
import io.github.camelgraphmail.http.ProxyServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/** Finds what the options of signing in and of the proxy name: secrets, certificates, files, variables. */
final class CredentialOptions {

    private static final int LARGEST_PORT = 65_535;

    private final CamelContext context;
    private final SecretPlaceholders placeholders;
    private final GraphMailConfiguration component;
    private final boolean autowired;
    private final Function<String, String> environment;

    /**
     * @param component the component's own options
     * @param autowired whether a bean of the registry is used where nothing else is set
     * @param environment gives the value of an environment variable, or null
     */
    CredentialOptions(
            CamelContext context,
            SecretPlaceholders placeholders,
            GraphMailConfiguration component,
            boolean autowired,
            Function<String, String> environment) {
        this.context = context;
        this.placeholders = placeholders;
        this.component = component;
        this.autowired = autowired;
        this.environment = environment;
    }

    /** @throws IllegalArgumentException naming the options that are missing or contradict each other */
    Identity identity(GraphMailConfiguration options, URI authorityHost) {
        if (options.getAccessTokenProvider() != null) {
            return new Identity.Provided(options.getAccessTokenProvider());
        }
        SignInOptions signIn = new SignInOptions(
                set(options.getCredentialType()).map(CredentialType::named),
                authorityHost,
                set(options.getTenantId()),
                set(options.getClientId()),
                set(options.getClientSecret())
                        .map(secret -> placeholders.source("clientSecret", secret, component.getClientSecret())),
                set(options.getClientSecretFile()),
                set(options.getClientCertificate()).map(location -> CertificateResource.of(context, location)),
                set(options.getPrivateKeyPassword())
                        .map(password ->
                                placeholders.source("privateKeyPassword", password, component.getPrivateKeyPassword())),
                set(options.getFederatedTokenFile()),
                set(options.getManagedIdentityClientId()),
                environment);
        return signIn.isSilent()
                ? onlyProvider().<Identity>map(Identity.Provided::new).orElseGet(signIn::identity)
                : signIn.identity();
    }

    /** The one in the registry, where there is one. Unlike Camel's autowiring it takes the place of nothing that is set. */
    private Optional<AccessTokenProvider> onlyProvider() {
        return autowired
                ? Optional.ofNullable(context.getRegistry().findSingleByType(AccessTokenProvider.class))
                : Optional.empty();
    }

    /** @throws IllegalArgumentException naming the option that is missing or makes no sense */
    Optional<ProxyServer> proxy(GraphMailConfiguration options) {
        Optional<String> host = set(options.getProxyHost());
        if (host.isEmpty()) {
            refuseAlone("proxyPort", options.getProxyPort());
            refuseAlone("proxyUsername", options.getProxyUsername());
            refuseAlone("proxyPassword", options.getProxyPassword());
            return Optional.empty();
        }
        if (host.get().contains("/") || host.get().contains("@")) {
            throw new IllegalArgumentException(
                    "proxyHost: takes the host's name alone, without a scheme, a path or a login");
        }
        Integer port = options.getProxyPort();
        if (port == null || port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "proxyPort: " + (port == null ? "is not set" : port + " is no port") + ". Set it beside proxyHost");
        }
        return Optional.of(new ProxyServer(host.get(), port, login(options)));
    }

    private Optional<ProxyServer.Login> login(GraphMailConfiguration options) {
        Optional<String> username = set(options.getProxyUsername());
        Optional<String> password = set(options.getProxyPassword());
        if (username.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException(
                    username.isPresent()
                            ? "proxyPassword is not set, but proxyUsername is"
                            : "proxyUsername is not set, but proxyPassword is");
        }
        return username.map(name -> new ProxyServer.Login(
                name, text(placeholders.source("proxyPassword", password.get(), component.getProxyPassword()))));
    }

    private static String text(CredentialSource source) {
        try {
            return new String(source.read(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void refuseAlone(String option, Object value) {
        if (value != null && !value.toString().isBlank()) {
            throw new IllegalArgumentException(option + " is set, but proxyHost is not");
        }
    }

    private static Optional<String> set(String option) {
        return Optional.ofNullable(option).filter(value -> !value.isBlank());
    }
}
