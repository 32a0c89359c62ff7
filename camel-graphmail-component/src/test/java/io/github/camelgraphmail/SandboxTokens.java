package io.github.camelgraphmail;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Gets tokens of a sandbox in another way than the component does. */
public record SandboxTokens(GraphMailSandbox sandbox) {

    public String accessToken() {
        return accessToken("");
    }

    /** @param claims that are asked for, as JSON; empty for none */
    public String accessToken(String claims) {
        AppRegistration app = sandbox.tenant().apps().get(0);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(sandbox.http() + "/" + sandbox.tenant().id() + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id=" + app.clientId()
                        + "&client_secret=" + app.clientSecret()
                        + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
                        + (claims.isEmpty() ? "" : "&claims=" + URLEncoder.encode(claims, StandardCharsets.UTF_8))))
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return new ObjectMapper().readTree(answer).path("access_token").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
