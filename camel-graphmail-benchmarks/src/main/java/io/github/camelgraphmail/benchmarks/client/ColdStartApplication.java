package io.github.camelgraphmail.benchmarks.client;

import java.net.URI;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** Starts Camel, sends one message and ends, as a job does. */
public final class ColdStartApplication {

    private ColdStartApplication() {}

    /**
     * Its arguments are plain, so that it loads no library that the application would not load by itself.
     *
     * @param arguments the server's address and truststore; none to write to the log, not to mail
     */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(route(arguments));
        main.start();
        Exchange sent = main.getCamelTemplate()
                .request("direct:mail", exchange -> exchange.getMessage().setBody(MailKind.html()));
        main.stop();
        if (sent.getException() != null) {
            throw sent.getException();
        }
        System.exit(0);
    }

    private static RouteBuilder route(String[] arguments) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                if (arguments.length == 0) {
                    from("direct:mail").to("log:mail");
                } else {
                    GraphMailContext.connect(
                            getContext(), new ServerAccess(URI.create(arguments[0]), Path.of(arguments[1])));
                    from("direct:mail")
                            .toF(
                                    "graphmail:erp@contoso.com?to=%s&subject=%s&contentType=text/html",
                                    MailKind.RECIPIENT, MailKind.SUBJECT);
                }
            }
        };
    }
}
