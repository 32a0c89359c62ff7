package io.github.camelgraphmail.benchmarks.client;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** Starts Camel, sends one message and ends, as a job does. */
public final class ColdStartApplication {

    private ColdStartApplication() {}

    /** @param arguments a {@link ColdStartPlan} */
    public static void main(String[] arguments) throws Exception {
        ColdStartPlan plan = new ProcessText().read(arguments[0], ColdStartPlan.class);
        Main main = new Main();
        main.configure().addRoutesBuilder(route(plan));
        main.start();
        Exchange sent = main.getCamelTemplate()
                .request("direct:mail", exchange -> exchange.getMessage().setBody(MailKind.html()));
        main.stop();
        if (sent.getException() != null) {
            throw sent.getException();
        }
        System.exit(0);
    }

    private static RouteBuilder route(ColdStartPlan plan) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                if (plan.log()) {
                    from("direct:mail").to("log:mail");
                } else {
                    GraphMailContext.connect(getContext(), plan.server());
                    from("direct:mail")
                            .toF(
                                    "graphmail:erp@contoso.com?to=%s&subject=%s&contentType=text/html",
                                    MailKind.RECIPIENT, MailKind.SUBJECT);
                }
            }
        };
    }
}
