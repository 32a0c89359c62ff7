package io.github.camelgraphmail.benchmarks.client;

import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.benchmarks.client.MailKind.WithFile;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Sends by a Camel route that ends at a {@code graphmail:} endpoint. */
public final class RouteSender implements MailSender {

    private static final String START = "direct:mail";

    private final MailKind kind;
    private final String html = MailKind.html();
    private final CamelContext context;
    private final Endpoint start;
    private final AsyncProducer producer;

    public RouteSender(ServerAccess server, MailKind kind) throws Exception {
        this.kind = kind;
        this.context = new DefaultCamelContext();
        GraphMailContext.connect(context, server);
        context.addRoutes(route());
        context.start();
        this.start = context.getEndpoint(START);
        this.producer = start.createAsyncProducer();
        producer.start();
    }

    private static RouteBuilder route() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(START)
                        .toF(
                                "graphmail:erp@contoso.com?to=%s&subject=%s&contentType=text/html&allowedSenders=*",
                                MailKind.RECIPIENT, MailKind.SUBJECT);
            }
        };
    }

    @Override
    public void send(String mailbox, Consumer<Throwable> end) {
        Exchange exchange = start.createExchange();
        exchange.getMessage().setBody(html);
        exchange.getMessage().setHeader(GraphMailConstants.SENDER, mailbox);
        if (kind instanceof WithFile withFile) {
            exchange.getMessage(AttachmentMessage.class)
                    .addAttachment(
                            withFile.file().getFileName().toString(),
                            new DataHandler(new FileDataSource(withFile.file().toFile())));
        }
        producer.process(exchange, sync -> end.accept(exchange.getException()));
    }

    @Override
    public void close() {
        producer.stop();
        context.stop();
    }
}
