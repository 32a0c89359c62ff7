package io.github.camelgraphmail.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sandbox that others can reach is one that was asked for, and still is none for other sites in a browser. */
class RemoteAccessTest {

    private static GraphMailSandbox sandbox;

    @TempDir
    private Path directory;

    @BeforeAll
    static void openToOthers() {
        sandbox = GraphMailSandbox.start(
                SandboxConfiguration.defaults().withListenAddress(ListenAddress.openToOthers("0.0.0.0")));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.8.0.1", "::1", "[::1]"})
    void listensOnThisMachineWithoutBeingAsked(String host) {
        assertThat(ListenAddress.ofThisMachine(host).isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "::", "192.168.1.5", "mail.example.com", "127.0.0.1.example.com", "localhost.lan"})
    void refusesWhatOthersCanReachAndSaysWhatThatMeans(String host) {
        assertThatThrownBy(() -> ListenAddress.ofThisMachine(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("host: " + host, "read the mails", "send", "--allow-remote", "localhost");
        assertThat(ListenAddress.openToOthers(host).isLoopback()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "http://localhost", "localhost:8025", "999.1.1.1", "-x"})
    void wantsANameOrAnAddress(String host) {
        assertThatThrownBy(() -> ListenAddress.openToOthers(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither a name nor an address");
    }

    @Test
    void refusesInAFileAsWell() throws IOException {
        Path file = Files.writeString(directory.resolve("sandbox.yaml"), "host: 0.0.0.0\n");

        assertThatThrownBy(() -> SandboxConfiguration.defaults().with(file))
                .hasMessageContainingAll("sandbox.yaml", "host: 0.0.0.0", "allowRemote: true");
        Files.writeString(file, "host: 0.0.0.0\nallowRemote: true\n");
        assertThat(SandboxConfiguration.defaults().with(file).listen())
                .isEqualTo(ListenAddress.openToOthers("0.0.0.0"));
    }

    @Test
    void keepsToItselfUnlessAsked() {
        try (GraphMailSandbox usual = GraphMailSandbox.start()) {
            assertThat(usual.listenAddress()).isEqualTo(ListenAddress.LOOPBACK);
            assertThatThrownBy(() -> new Socket("127.0.0.2", usual.http().getPort()).close())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void isReachedByItsOtherAddresses() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.2:" + sandbox.http().getPort() + "/sandbox/api/clock"))
                .build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(sandbox.http().getHost()).isEqualTo("localhost");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "10.0.0.7, 200",
        "[fd00::7], 200",
        "evil.example.com, 403",
        "10.0.0.7.evil.example.com, 403",
    })
    void letsNobodysNameInThatCouldBeMadeToLeadHere(String host, int status) throws IOException {
        assertThat(statusOf("/sandbox/api/clock", host, "")).isEqualTo(status);
        assertThat(statusOf("/", host, "")).isEqualTo(status);
    }

    @Test
    void refusesOtherSites() throws IOException {
        assertThat(statusOf("/sandbox/api/clock", "10.0.0.7", "Origin: http://evil.example.com\r\n"))
                .isEqualTo(403);
    }

    @Test
    void isKnownByItsNameAlone() {
        ListenAddress named = ListenAddress.openToOthers("mail.example.com");

        assertThat(named.isNamed("MAIL.example.com")).isTrue();
        assertThat(named.isNamed("example.com")).isFalse();
        assertThat(named.urlHost()).isEqualTo("mail.example.com");
        assertThat(named.names()).contains("mail.example.com", "localhost");
        assertThat(ListenAddress.LOOPBACK.isNamed("192.168.1.5")).isFalse();
    }

    @Test
    void saysWhenAnAddressIsNotThisMachines() {
        // Kept for documentation (RFC 5737): nobody's.
        SandboxConfiguration elsewhere =
                SandboxConfiguration.defaults().withListenAddress(ListenAddress.openToOthers("192.0.2.1"));

        assertThatThrownBy(() -> GraphMailSandbox.start(elsewhere))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("192.0.2.1", "this machine has no such address");
    }

    @Test
    void hasACertificateForItsAddresses() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(sandbox.trustStore())) {
            store.load(in, sandbox.trustStorePassword().toCharArray());
        }
        X509Certificate certificate = (X509Certificate) store.getCertificate("sandbox");

        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .contains("localhost", "127.0.0.1")
                .hasSameSizeAs(ListenAddress.openToOthers("0.0.0.0").names());
    }

    /** By hand: HTTP clients name the host that they speak to. */
    private static int statusOf(String path, String host, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", sandbox.http().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + ":8025\r\n" + headers
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }
}
