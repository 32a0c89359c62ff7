package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.AuthenticatingProxy.Scheme;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Entra and Graph behind a proxy that wants a login. Nobody listens at the addresses that the component is given. */
class ProxyTest extends SandboxTestSupport {

    private static final String LOGIN = "localhost:1";
    private static final String GRAPH = "localhost:2";

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void leadsToEntraAndGraph(Scheme scheme) throws IOException {
        try (AuthenticatingProxy proxy = proxy(scheme)) {
            for (int i = 0; i < 5; i++) {
                assertThat(send(proxy, AuthenticatingProxy.PASSWORD).getException())
                        .isNull();
            }

            assertThat(sandbox.mails()).hasSize(5);
            assertThat(proxy.tunnels()).containsOnly(LOGIN, GRAPH).contains(LOGIN, GRAPH);
            assertThat(proxy.refused())
                    .as("asked for a login before each tunnel")
                    .containsOnly(LOGIN, GRAPH);
        }
    }

    @Test
    void saysThatTheLoginIsWrong() throws IOException {
        try (AuthenticatingProxy proxy = proxy(Scheme.BASIC)) {
            assertThat(send(proxy, "wrong-password").getException())
                    .isInstanceOf(GraphUnavailableException.class)
                    .hasMessageContaining("Entra could not be reached")
                    .hasMessageContaining("The proxy localhost:" + proxy.port() + " (option proxyHost) answered 407")
                    .hasMessageContaining("proxyUsername and proxyPassword")
                    .message()
                    .doesNotContain("wrong-password");
            assertThat(proxy.tunnels()).isEmpty();
        }
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void saysThatTheProxyDoesNotConnect() throws IOException {
        try (AuthenticatingProxy proxy = new AuthenticatingProxy(
                Scheme.BASIC, Map.of(LOGIN, sandbox.https().getPort()))) {
            assertThat(send(proxy, AuthenticatingProxy.PASSWORD).getException())
                    .as("known to have sent nothing, though the answer is a 502")
                    .isInstanceOf(GraphUnavailableException.class)
                    .hasMessageContaining("answered 502: it does not connect to this address");
        }
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void saysThatTheProxyIsNotThere() {
        assertThat(send(1, "any").getException())
                .isInstanceOf(GraphUnavailableException.class)
                .hasMessageContaining("proxyHost");
    }

    private Exchange send(AuthenticatingProxy proxy, String password) {
        return send(proxy.port(), password);
    }

    private Exchange send(int port, String password) {
        return template.request(
                "graphmail:erp@contoso.com?to=ops@contoso.com&retryTimeout=0&authorityHost=https://" + LOGIN
                        + "&graphEndpoint=https://" + GRAPH + "&proxyHost=localhost&proxyPort=" + port
                        + "&proxyUsername="
                        + AuthenticatingProxy.USER + "&proxyPassword=" + password,
                exchange -> exchange.getMessage().setBody("text"));
    }

    private static AuthenticatingProxy proxy(Scheme scheme) throws IOException {
        int port = sandbox.https().getPort();
        return new AuthenticatingProxy(scheme, Map.of(LOGIN, port, GRAPH, port));
    }
}
