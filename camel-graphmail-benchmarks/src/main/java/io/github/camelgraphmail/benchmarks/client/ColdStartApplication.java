package io.github.camelgraphmail.benchmarks.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** Starts Camel, sends one message and ends, as a job does. */
public final class ColdStartApplication {

    /** What becomes of the message. */
    public enum Work {
        /** It is written to the log. */
        LOG,
        /** The same, and the JDK by itself makes a request over TLS: what anything that does so costs at least. */
        LOG_AND_REQUEST,
        /** It is mailed. */
        MAIL
    }

    private ColdStartApplication() {}

    /**
     * Its arguments are plain, so that it loads no library that the application would not load by itself. The JVM has to trust the
     * server.
     *
     * @param arguments a {@link Work} and the server's address
     */
    public static void main(String[] arguments) throws Exception {
        Work work = Work.valueOf(arguments[0]);
        URI server = URI.create(arguments[1]);
        Main main = new Main();
        main.configure().addRoutesBuilder(route(work, server));
        main.start();
        Exchange sent = main.getCamelTemplate()
                .request("direct:mail", exchange -> exchange.getMessage().setBody(MailKind.html()));
        if (work == Work.LOG_AND_REQUEST) {
            request(server);
        }
        main.stop();
        if (sent.getException() != null) {
            throw sent.getException();
        }
        System.exit(0);
    }

    private static RouteBuilder route(Work work, URI server) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                if (work == Work.MAIL) {
                    GraphMailContext.connect(getContext(), server);
                    from("direct:mail")
                            .toF(
                                    "graphmail:erp@contoso.com?to=%s&subject=%s&contentType=text/html",
                                    MailKind.RECIPIENT, MailKind.SUBJECT);
                } else {
                    from("direct:mail").to("log:mail");
                }
            }
        };
    }

    private static void request(URI server) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection)
                server.resolve("/v1.0/users/erp@contoso.com/messages").toURL().openConnection();
        try (InputStream answer = connection.getInputStream()) {
            answer.readAllBytes();
        }
    }
}
