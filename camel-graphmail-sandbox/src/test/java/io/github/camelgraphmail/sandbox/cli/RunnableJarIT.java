package io.github.camelgraphmail.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar, as a user starts it. */
class RunnableJarIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Process process;
    private List<String> introduction;

    @BeforeEach
    @Timeout(60)
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory,
                        "-jar",
                        System.getProperty("runnable.jar"),
                        "--http-port",
                        "0",
                        "--https-port",
                        "0",
                        "--mailbox",
                        "erp@fabrikam.com")
                .directory(directory.toFile())
                // Newer JVMs complain there about the libraries they run.
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        introduction = introduction(process);
    }

    @AfterEach
    void stop() throws InterruptedException, IOException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.startsWith("graphmail-sandbox-mails"));
        }
    }

    @Test
    void takesAMailAndShowsIt() throws Exception {
        String root = introduction.get(0).substring(introduction.get(0).indexOf("http://"));
        HttpResponse<String> token = post(
                root + "/" + SandboxConfiguration.TENANT_ID + "/oauth2/v2.0/token",
                "application/x-www-form-urlencoded",
                "none",
                "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_id="
                        + SandboxConfiguration.CLIENT_ID + "&client_secret=" + SandboxConfiguration.CLIENT_SECRET);
        String bearer =
                new ObjectMapper().readTree(token.body()).path("access_token").asText();

        HttpResponse<String> sent = post(
                root + "/v1.0/users/erp@fabrikam.com/sendMail",
                "application/json",
                bearer,
                "{\"message\":{\"subject\":\"Nightly\",\"toRecipients\":[{\"emailAddress\":{\"address\":\"a@b.example\"}}]}}");

        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(get(root + "/")).contains("Nightly", "erp@fabrikam.com");
        assertThat(get(root + "/mails/1")).contains("Sandbox ERP");
        assertThat(get(root + "/assets/sandbox.css")).contains("--accent");
        assertThat(get(root + "/assets/sandbox.js")).contains("keydown");
        assertThat(get(root + "/assets/htmx/2.0.7/dist/htmx.min.js")).contains("htmx");
        assertThat(get(root + "/assets/htmx-ext-sse/2.2.2/sse.js")).contains("EventSource");
        assertThat(post(
                                root + "/v1.0/users/erp@fabrikam.com/sendMail",
                                "application/json",
                                bearer,
                                "{\"message\":{\"subject\":\"" + "x".repeat(200_000)
                                        + "\",\"toRecipients\":[{\"emailAddress\":{\"address\":\"a@b.example\"}}]}}")
                        .statusCode())
                .isEqualTo(202);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .anyMatch(name -> name.startsWith("graphmail-sandbox-mails"));
        }
    }

    @Test
    void printsWhatAnApplicationNeedsAndNothingElse() {
        assertThat(introduction.get(0)).startsWith("Mails show up at http://localhost:");
        assertThat(introduction)
                .anyMatch(line ->
                        line.trim().equals("camel.component.graphmail.tenant-id=" + SandboxConfiguration.TENANT_ID))
                .anyMatch(line -> line.trim().startsWith("camel.ssl.trust-store=file:"))
                .anyMatch(line -> line.trim().startsWith("curl -s http://localhost:"));
        assertThat(directory.resolve("graphmail-sandbox/truststore.p12")).exists();
    }

    private static List<String> introduction(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith("Mailboxes: ")) {
                return lines;
            }
        }
        throw new IOException("The sandbox ended: " + lines);
    }

    private HttpResponse<String> post(String address, String contentType, String bearer, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", contentType)
                        .header("Authorization", "Bearer " + bearer)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String get(String address) throws Exception {
        HttpResponse<String> page =
                http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }
}
