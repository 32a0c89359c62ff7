package io.github.camelgraphmail.starter.example;

import static io.github.camelgraphmail.endpoint.StaticEndpointBuilders.graphmail;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** A mail at the start and for each note. */
@Component
class MailRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:started?repeatCount=1")
                .setBody(constant("The application has started."))
                .to(graphmail("{{mail.sender}}").to("{{mail.operators}}").subject("Started"));

        from("direct:note")
                .to(graphmail("{{mail.sender}}")
                        .to("{{mail.operators}}")
                        .subject("A note")
                        .importance("high"));
    }
}
