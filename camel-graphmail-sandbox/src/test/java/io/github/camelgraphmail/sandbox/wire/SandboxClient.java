package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A bare HTTP client of a sandbox, as a stranger would write it. */
public final class SandboxClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GraphMailSandbox sandbox;
    private final URI root;
    private final HttpClient http;

    private SandboxClient(GraphMailSandbox sandbox, URI root, HttpClient http) {
        this.sandbox = sandbox;
        this.root = root;
        this.http = http;
    }

    public static SandboxClient plain(GraphMailSandbox sandbox) {
        return new SandboxClient(sandbox, sandbox.http(), HttpClient.newHttpClient());
    }

    /** Over HTTPS, trusting nothing but the truststore the sandbox wrote. */
    public static SandboxClient secure(GraphMailSandbox sandbox) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream store = Files.newInputStream(sandbox.trustStore())) {
            trusted.load(store, sandbox.trustStorePassword().toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return new SandboxClient(
                sandbox,
                sandbox.https(),
                HttpClient.newBuilder().sslContext(tls).build());
    }

    public HttpResponse<String> requestToken(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(uri("/" + sandbox.tenant().id() + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public String token() {
        AppRegistration app = sandbox.tenant().apps().get(0);
        return json(requestToken(Map.of(
                        "grant_type",
                        "client_credentials",
                        "scope",
                        "https://graph.microsoft.com/.default",
                        "client_id",
                        app.clientId(),
                        "client_secret",
                        app.clientSecret())))
                .path("access_token")
                .asText();
    }

    public HttpResponse<String> sendMail(String mailbox, String body) {
        return send(sendMailRequest(mailbox, "application/json", body).header("Authorization", "Bearer " + token()));
    }

    public HttpRequest.Builder sendMailRequest(String mailbox, String contentType, String body) {
        return HttpRequest.newBuilder(uri("/v1.0/users/" + mailbox + "/sendMail"))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** JSON, with a token. */
    public HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    public HttpResponse<byte[]> download(String path) {
        try {
            return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    private URI uri(String path) {
        return URI.create(root + path);
    }
}
