package io.github.camelgraphmail.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.microsoft.com",
                "https://localhost:8443",
                "http://localhost:8025",
                "http://127.0.0.1:80",
                "http://[::1]:80",
            })
    void takesHttpsAndPlainHttpOnThisMachine(String address) {
        assertThat(ServiceAddress.parse("graphEndpoint", address)).hasToString(address);
        assertThat(ServiceAddress.parse("graphEndpoint", address + "/")).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://graph.microsoft.com",
                "http://localhost.evil.example",
                "ftp://localhost",
                "graph.microsoft.com",
                "https://",
                "https://user:password@graph.microsoft.com",
                "https://graph.microsoft.com?x=y",
                "https://graph microsoft com",
                "",
            })
    void refusesAnythingElse(String address) {
        assertThatThrownBy(() -> ServiceAddress.parse("graphEndpoint", address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("graphEndpoint: '");
    }

    @ParameterizedTest
    @CsvSource({
        "global, https://login.microsoftonline.com, https://graph.microsoft.com",
        "us-gov, https://login.microsoftonline.us, https://graph.microsoft.us",
        "us-gov-dod, https://login.microsoftonline.us, https://dod-graph.microsoft.us",
        "CHINA, https://login.chinacloudapi.cn, https://microsoftgraph.chinacloudapi.cn",
    })
    void knowsTheClouds(String option, String authorityHost, String graphEndpoint) {
        Cloud cloud = Cloud.named(option);

        assertThat(cloud.authorityHost()).hasToString(authorityHost);
        assertThat(cloud.graphEndpoint()).hasToString(graphEndpoint);
    }

    @Test
    void refusesAnotherCloud() {
        assertThatThrownBy(() -> Cloud.named("mars"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cloud: 'mars' is none of global, us-gov, us-gov-dod, china");
    }

    @Test
    void knowsWhereSecretsMayGo() {
        assertThat(ServiceAddress.mayCarrySecrets(URI.create("https://outlook.office.com/x?y")))
                .isTrue();
        assertThat(ServiceAddress.mayCarrySecrets(URI.create("http://localhost:8025/x")))
                .isTrue();
        assertThat(ServiceAddress.mayCarrySecrets(URI.create("http://outlook.office.com/x")))
                .isFalse();
        assertThat(ServiceAddress.mayCarrySecrets(URI.create("ftp://outlook.office.com/x")))
                .isFalse();
        assertThat(ServiceAddress.mayCarrySecrets(URI.create("/x"))).isFalse();
        assertThat(ServiceAddress.mayCarrySecrets(URI.create("https:x"))).isFalse();
        assertThat(ServiceAddress.mayCarrySecrets(URI.create("http:x"))).isFalse();
        assertThat(ServiceAddress.mayCarrySecrets(URI.create("HTTPS://outlook.office.com/x")))
                .isTrue();
    }
}
