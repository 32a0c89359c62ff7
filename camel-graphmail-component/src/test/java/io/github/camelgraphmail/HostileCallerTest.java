package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody who may post to a route tries to steer its mail: by headers and by parameters, which are headers for Camel. */
class HostileCallerTest extends SandboxTestSupport {

    private static final String ROUTE_TO = "ops@contoso.com";

    private VertxPlatformHttpServer server;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        VertxPlatformHttpServerConfiguration http = new VertxPlatformHttpServerConfiguration();
        http.setBindHost("127.0.0.1");
        http.setBindPort(0);
        server = new VertxPlatformHttpServer(http);
        context.addService(server);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/plain").to("graphmail:erp@contoso.com?to=" + ROUTE_TO);
                from("platform-http:/redirected")
                        .to("graphmail:erp@contoso.com?to=customer@contoso.com&redirectTo=" + ROUTE_TO);
                // Without the filter that HTTP consumers have, and with camel-mail's headers: the policy alone stands.
                from("platform-http:/unfiltered?headerFilterStrategy=#class:" + LetsEverythingIn.class.getName())
                        .to("graphmail:erp@contoso.com?mailHeaders=true&allowedRecipients=" + ROUTE_TO + "&to="
                                + ROUTE_TO);
            }
        };
    }

    /** As a consumer that filters nothing does. */
    public static final class LetsEverythingIn implements org.apache.camel.spi.HeaderFilterStrategy {

        @Override
        public boolean applyFilterToCamelHeaders(String name, Object value, org.apache.camel.Exchange exchange) {
            return false;
        }

        @Override
        public boolean applyFilterToExternalHeaders(String name, Object value, org.apache.camel.Exchange exchange) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CamelGraphMailSender | ceo@contoso.com",
                "camelgraphmailsender | ceo@contoso.com",
                "CAMELGRAPHMAILSENDER | ceo@contoso.com",
                "cAmElGraphMailSender | ceo@contoso.com",
                "Camel-Graph-Mail-Sender | ceo@contoso.com",
                "camel.graphmail.sender | ceo@contoso.com",
                "org.apache.camel.GraphMailSender | ceo@contoso.com",
                "CamelGraphMailFrom | ceo@contoso.com",
                "camelGraphMailFrom | ceo@contoso.com",
                "From | ceo@contoso.com",
                "from | \"ERP\" <ceo@contoso.com>",
                "Sender | ceo@contoso.com",
                "allowedSenders | *",
                "CamelGraphMailBcc | thief@evil.example",
                "camelgraphmailbcc | thief@evil.example",
                "CAMELGRAPHMAILBCC | thief@evil.example",
                "CamelGraphMailCc | thief@evil.example",
                "CamelGraphMailTo | thief@evil.example",
                "Bcc | thief@evil.example",
                "BCC | ops@contoso.com, thief@evil.example",
                "bcc | ops@contoso.com; thief@evil.example",
                "To | thief@evil.example",
                "Cc | \"ops@contoso.com\" <thief@evil.example>",
                "Resent-To | thief@evil.example",
                "CamelMailTo | thief@evil.example",
                "redirectTo | thief@evil.example",
                "CamelGraphMailRedirectTo | thief@evil.example",
                "CamelGraphMailInternetMessageHeaders | {Bcc=thief@evil.example}",
                "x-graphmail-redirected-from | nobody",
                "CamelGraphMailContentType | message/rfc822",
                "Content-Type | message/rfc822",
                "CamelToEndpoint | graphmail:ceo@contoso.com",
            })
    void nothingGetsThrough(String name, String value) throws Exception {
        for (String path : new String[] {"/plain", "/redirected", "/unfiltered"}) {
            for (boolean asParameter : new boolean[] {false, true}) {
                sandbox.clear();

                int status = post(path, name, value, asParameter);

                // Sent as the route has it, or refused.
                assertThat(sandbox.mails()).hasSize(status == 200 ? 1 : 0);
                sandbox.mails().forEach(HostileCallerTest::assertIsTheRoutes);
                assertThat(status).as("%s, parameter: %s", path, asParameter).isIn(200, 500);
            }
        }
    }

    @Test
    void aWholeMailInTheBodyIsText() throws Exception {
        String mail = "From: ceo@contoso.com\r\nTo: ops@contoso.com\r\nBcc: thief@evil.example\r\n\r\nGive";
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address("/plain"))
                                .header("Content-Type", "message/rfc822")
                                .POST(HttpRequest.BodyPublishers.ofString(mail))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertIsTheRoutes(onlyMail());
        assertThat(onlyMail().message().body().content()).isEqualTo(mail);
    }

    private static void assertIsTheRoutes(AcceptedMail mail) {
        assertThat(mail.mailbox()).isEqualTo("erp@contoso.com");
        assertThat(mail.from()).isEqualTo(new MailboxAddress("", "erp@contoso.com"));
        assertThat(mail.message().recipients()).containsExactly(new MailboxAddress("", ROUTE_TO));
    }

    private int post(String path, String name, String value, boolean asParameter) throws Exception {
        String query = asParameter
                ? "?" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8)
                : "";
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path + query))
                .POST(HttpRequest.BodyPublishers.ofString("The nightly report"));
        if (!asParameter) {
            request.header(name, value);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private URI address(String path) {
        int port = Optional.ofNullable(server.getServer()).orElseThrow().actualPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
