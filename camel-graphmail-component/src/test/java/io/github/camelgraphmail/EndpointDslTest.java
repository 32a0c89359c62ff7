package io.github.camelgraphmail;

import static io.github.camelgraphmail.endpoint.StaticEndpointBuilders.graphmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.endpoint.dsl.GraphMailEndpointBuilderFactory.GraphMailBuilders;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.junit.jupiter.api.Test;

/** Endpoints written with the generated builders mean what is written. */
class EndpointDslTest extends SandboxTestSupport {

    private static final String SUBJECT = "100 % of a+b & c?";

    /** As docs/reference.md shows it: the builders are methods of the route's class. */
    private static final class Mails extends EndpointRouteBuilder implements GraphMailBuilders {

        @Override
        public void configure() {
            from(direct("mail"))
                    .setHeader(graphmail().graphMailSubject(), constant(SUBJECT))
                    .to(graphmail("erp@contoso.com")
                            .to("RAW(\"Mueller, Eva & Co\" <ops@contoso.com>)")
                            .saveToSentItems(false)
                            .delivery("direct"));
        }
    }

    /** The same with a static import, in any route builder. */
    private static final class OtherMails extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:other-mail")
                    .to(graphmail("erp@contoso.com")
                            .to("ops@contoso.com")
                            .subject("RAW(" + SUBJECT + ")")
                            .advanced()
                            .lazyStartProducer(true));
        }
    }

    @Override
    protected RoutesBuilder[] createRouteBuilders() {
        return new RoutesBuilder[] {new Mails(), new OtherMails()};
    }

    @Test
    void sendsAsTheBuilderSays() {
        template.sendBody("direct:mail", "Hello");

        AcceptedMail mail = onlyMail();
        assertThat(mail.mailbox()).isEqualTo("erp@contoso.com");
        assertThat(mail.message().subject()).isEqualTo(SUBJECT);
        assertThat(mail.message().to()).singleElement().satisfies(recipient -> {
            assertThat(recipient.name()).isEqualTo("Mueller, Eva & Co");
            assertThat(recipient.address()).isEqualTo("ops@contoso.com");
        });
        assertThat(sandbox.sentItems("erp@contoso.com")).isEmpty();
    }

    @Test
    void takesCharactersThatMeanSomethingInUris() {
        template.sendBody("direct:other-mail", "Hello");

        assertThat(onlyMail().message().subject()).isEqualTo(SUBJECT);
    }
}
