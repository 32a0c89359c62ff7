package io.github.camelgraphmail.telemetry;

import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.GraphMailEndpoint;
import io.github.camelgraphmail.GraphMailException;
import java.net.URI;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanContextPropagationInjector;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/**
 * What a span of camel-telemetry says about a mail. Camel's own decoration puts the endpoint's URI and an exception's message
 * on a span, where recipients and subjects may stand, so nothing of it is used.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">Semantic conventions of messaging</a>
 */
public final class GraphMailSpanDecorator extends AbstractSpanDecorator {

    private static final int HTTPS = 443;

    @Override
    public String getComponent() {
        return "graphmail";
    }

    @Override
    public String getComponentClassName() {
        return GraphMailComponent.class.getName();
    }

    /** The operation with what it is done to, as for messaging; not the mailbox, of which there may be many. */
    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return ((GraphMailEndpoint) endpoint).getConfiguration().getOperation() + " graphmail";
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        GraphMailEndpoint mail = (GraphMailEndpoint) endpoint;
        span.setComponent("camel-graphmail");
        span.setTag(TagConstants.EXCHANGE_ID, exchange.getExchangeId());
        span.setTag("messaging.system", "microsoft_graph");
        span.setTag("messaging.operation.name", mail.getConfiguration().getOperation());
        span.setTag("messaging.operation.type", "send");
        URI graph = URI.create(mail.getServiceUrl());
        span.setTag(TagConstants.SERVER_ADDRESS, graph.getHost());
        span.setTag("server.port", String.valueOf(graph.getPort() < 0 ? HTTPS : graph.getPort()));
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        if (exchange.getException() == null) {
            Message sent = exchange.getMessage();
            tag(span, "graphmail.delivery", sent.getHeader(GraphMailConstants.DELIVERY));
            tag(span, "graphmail.request_id", sent.getHeader(GraphMailConstants.REQUEST_ID));
            tag(span, "graphmail.client_request_id", sent.getHeader(GraphMailConstants.CLIENT_REQUEST_ID));
            return;
        }
        span.setError(true);
        span.setTag("error.type", exchange.getException().getClass().getName());
        if (exchange.getException() instanceof GraphMailException failure) {
            if (failure.getHttpStatus() > 0) {
                span.setTag("http.response.status_code", String.valueOf(failure.getHttpStatus()));
            }
            span.setTag("graphmail.attempts", String.valueOf(failure.getAttempts()));
            tag(span, "graphmail.error_code", failure.getErrorCode());
            tag(span, "graphmail.request_id", failure.getRequestId());
            tag(span, "graphmail.client_request_id", failure.getClientRequestId());
        }
    }

    private static void tag(Span span, String name, Object value) {
        if (value != null) {
            span.setTag(name, value.toString());
        }
    }

    /** Nothing is put on the message: a mail carries no trace to its recipients. */
    @Override
    public SpanContextPropagationInjector getInjector(Exchange exchange) {
        return (name, value) -> {};
    }
}
