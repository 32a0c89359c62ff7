package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.junit.jupiter.api.Test;

/** What a span says about a mail: how it went, by which ids Microsoft finds it, and neither to whom nor what. */
class GraphMailSpanTest extends SandboxTestSupport {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        context.getRegistry()
                .bind(
                        "tracer",
                        SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                .build()
                                .get("test"));
        tracer.init(context);
        return context;
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mail").to("graphmail:erp@contoso.com?to=ops@contoso.com&subject=Salaries");
            }
        };
    }

    private SpanData onlySpanOfAMail() {
        assertThat(spans.getFinishedSpanItems())
                .filteredOn(span -> span.getName().equals("send graphmail"))
                .hasSize(1);
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("send graphmail"))
                .findFirst()
                .orElseThrow();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @Test
    void saysHowTheMailWentAndByWhichIdsItIsFound() {
        Exchange sent =
                template.send("direct:mail", exchange -> exchange.getMessage().setBody("Top secret"));

        SpanData span = onlySpanOfAMail();
        assertThat(attribute(span, "component")).isEqualTo("camel-graphmail");
        assertThat(attribute(span, "messaging.system")).isEqualTo("microsoft_graph");
        assertThat(attribute(span, "messaging.operation.name")).isEqualTo("send");
        assertThat(attribute(span, "messaging.operation.type")).isEqualTo("send");
        assertThat(attribute(span, "server.address")).isEqualTo("localhost");
        assertThat(attribute(span, "server.port"))
                .isEqualTo(String.valueOf(sandbox.https().getPort()));
        assertThat(attribute(span, "graphmail.delivery")).isEqualTo("direct");
        assertThat(attribute(span, "graphmail.request_id"))
                .isEqualTo(sent.getMessage().getHeader(GraphMailConstants.REQUEST_ID));
        assertThat(attribute(span, "graphmail.client_request_id"))
                .isEqualTo(sent.getMessage().getHeader(GraphMailConstants.CLIENT_REQUEST_ID));
        assertThat(span.toString()).doesNotContain("ops@", "Salaries", "Top secret");
    }

    @Test
    void saysWhyAMailFailedWithoutSayingToWhom() {
        template.send("direct:mail", exchange -> exchange.getMessage()
                .setHeaders(Map.of(GraphMailConstants.TO, "eve at fabrikam.com")));

        SpanData span = onlySpanOfAMail();
        assertThat(attribute(span, "error.type")).isEqualTo(InvalidMailException.class.getName());
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.toString()).doesNotContain("fabrikam");
    }

    @Test
    void saysWhatGraphRefusedItWith() {
        template.send("direct:mail", exchange -> exchange.getMessage()
                .setHeader(GraphMailConstants.SENDER, "nobody@contoso.com"));
        template.send("graphmail:nobody@contoso.com?to=ops@contoso.com", exchange -> {});

        SpanData span =
                spans.getFinishedSpanItems().get(spans.getFinishedSpanItems().size() - 1);
        assertThat(attribute(span, "error.type")).isEqualTo(GraphRequestRejectedException.class.getName());
        assertThat(attribute(span, "http.response.status_code")).isEqualTo("404");
        assertThat(attribute(span, "graphmail.error_code")).isEqualTo("ErrorInvalidUser");
        assertThat(attribute(span, "graphmail.request_id")).isNotBlank();
        assertThat(attribute(span, "graphmail.client_request_id")).isNotBlank();
        assertThat(attribute(span, "graphmail.attempts")).isEqualTo("1");
    }

    @Test
    void leavesNoTraceOnTheMail() {
        template.send("graphmail:erp@contoso.com?to=ops@contoso.com&mailHeaders=true", exchange -> exchange.getMessage()
                .setHeader("x-order", "42"));

        assertThat(onlyMail().message().internetMessageHeaders())
                .extracting(header -> header.name().toLowerCase())
                .containsExactly("x-order");
    }
}
