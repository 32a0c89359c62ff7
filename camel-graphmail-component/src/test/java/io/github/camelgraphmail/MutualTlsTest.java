package io.github.camelgraphmail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import io.github.camelgraphmail.sandbox.tls.LoopbackCertificate;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway before Entra and Graph that has a certificate of its own and wants the client's. */
class MutualTlsTest extends CamelTestSupport {

    private static final String PASSWORD = "password";

    @TempDir
    private Path folder;

    private WireMockServer gateway;
    private Path clientKey;
    private Path gatewayTrust;

    @BeforeEach
    void startGateway() throws Exception {
        LoopbackCertificate server = LoopbackCertificate.create();
        AppCertificate client = AppCertificate.create(
                "client", Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1)));
        clientKey = client.writePkcs12(folder.resolve("client.p12"), PASSWORD);
        gatewayTrust = folder.resolve("gateway.p12");
        server.writeTrustStore(gatewayTrust);
        Path serverKey = Files.write(folder.resolve("server.p12"), server.keyStore(PASSWORD));
        gateway = new WireMockServer(WireMockConfiguration.options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(serverKey.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD)
                .needClientAuth(true)
                .trustStorePath(trust(client).toString())
                .trustStoreType("PKCS12")
                .trustStorePassword(PASSWORD));
        gateway.start();
        gateway.stubFor(post(urlPathMatching(".*/token"))
                .willReturn(okJson("{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"t\"}")));
        gateway.stubFor(
                post(urlPathMatching(".*/sendMail")).willReturn(aResponse().withStatus(202)));
    }

    @AfterEach
    void stopGateway() {
        gateway.stop();
    }

    @Test
    void letsTheClientWithTheCertificateThroughToEntraAndGraph() {
        assertThat(send(tls(true)).getException()).isNull();
        assertThat(gateway.getAllServeEvents()).hasSize(2);
    }

    @Test
    void letsNobodyElseThrough() {
        assertThat(send(tls(false)).getException()).isInstanceOf(GraphMailException.class);
        assertThat(gateway.getAllServeEvents()).isEmpty();
    }

    private Exchange send(SSLContextParameters tls) {
        context.getRegistry().bind("tls", tls);
        String address = "https://localhost:" + gateway.httpsPort();
        return template.request(
                "graphmail:erp@contoso.com?to=ops@contoso.com&tenantId=contoso.com&clientId=erp&clientSecret=s"
                        + "&sslContextParameters=#tls&retryTimeout=0&authorityHost=" + address + "&graphEndpoint="
                        + address,
                exchange -> exchange.getMessage().setBody("text"));
    }

    private SSLContextParameters tls(boolean withCertificate) {
        SSLContextParameters parameters = new SSLContextParameters();
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store(gatewayTrust, LoopbackCertificate.TRUSTSTORE_PASSWORD));
        parameters.setTrustManagers(trust);
        if (withCertificate) {
            KeyManagersParameters keys = new KeyManagersParameters();
            keys.setKeyStore(store(clientKey, PASSWORD));
            keys.setKeyPassword(PASSWORD);
            parameters.setKeyManagers(keys);
        }
        return parameters;
    }

    private static KeyStoreParameters store(Path file, String password) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setType("PKCS12");
        store.setPassword(password);
        return store;
    }

    private Path trust(AppCertificate client) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("client", client.certificate());
        Path file = folder.resolve("clients.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
