package io.github.camelgraphmail.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpTargetTest {

    private static final HttpTarget GRAPH = HttpTarget.of(URI.create("https://graph.microsoft.com/v1.0"));

    @Test
    void encodesWhatSegmentsAreMadeOf() {
        assertThat(GRAPH.below(List.of("users", "erp+x@contoso.com", "messages", "AA/?#=ü %", "send")))
                .hasToString("https://graph.microsoft.com/v1.0/users/erp%2Bx%40contoso.com/messages/"
                        + "AA%2F%3F%23%3D%C3%BC%20%25/send");
    }

    @Test
    void keepsPathAndQueryAsTheyAre() {
        assertThat(HttpTarget.of(URI.create("https://localhost:8443/a%20b?c=%2F"))
                        .path())
                .isEqualTo("/a%20b?c=%2F");
        assertThat(HttpTarget.of(URI.create("https://localhost")).path()).isEqualTo("/");
        assertThat(GRAPH.with("$select=id").path()).isEqualTo("/v1.0?$select=id");
    }

    @Test
    void tellsWhetherTheWayIsSecure() {
        assertThat(HttpTarget.of(URI.create("HTTPS://graph.microsoft.com")).isSecure())
                .isTrue();
        assertThat(HttpTarget.of(URI.create("http://localhost:8080")).isSecure())
                .isFalse();
    }

    @Test
    void showsNoSecretPath() {
        HttpTarget session = HttpTarget.ofSecret(URI.create("https://outlook.office.com/session?token=abc"));

        assertThat(session.path()).isEqualTo("/session?token=abc");
        assertThat(session).hasToString("https://outlook.office.com/***");
        assertThat(session.below(List.of("x"))).hasToString("https://outlook.office.com/***");
    }
}
