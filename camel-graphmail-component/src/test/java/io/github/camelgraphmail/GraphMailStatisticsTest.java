package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.GraphMailStatistics.Identity;
import io.github.camelgraphmail.GraphMailStatistics.Mailbox;
import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.util.json.JsonObject;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a component says it has done is what it did, by whichever window one looks. */
class GraphMailStatisticsTest extends SandboxTestSupport {

    private static final String ERP = "graphmail:erp@contoso.com?to=ops@contoso.com";
    private static final String WITH_KEY = ERP + "&idempotencyKey=${header.order}";

    @BeforeAll
    static void mayWrite() {
        String app = sandbox.tenant().apps().get(0).clientId();
        sandbox.update(
                app,
                registration ->
                        registration.withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE)));
    }

    @AfterEach
    void endMishaps() {
        sandbox.faults().clear();
    }

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withEnableJMX();
    }

    @Override
    protected Pace pace() {
        return new Pace(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(50));
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.setDevConsole(true);
        return context;
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mail").to(ERP);
            }
        };
    }

    private GraphMailComponent component() {
        return context.getComponent("graphmail", GraphMailComponent.class);
    }

    private void send(String endpoint, String order) {
        template.send(endpoint, exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeader("order", order);
        });
    }

    private void sendSomeOfAllKinds() {
        send(ERP, "");
        send(ERP, "");
        send(WITH_KEY, "1");
        send(WITH_KEY, "1");
        template.send(
                "graphmail:erp@contoso.com", exchange -> exchange.getMessage().setBody("to nobody"));
        template.send(ERP + "&allowedRecipients=*@contoso.com", exchange -> exchange.getMessage()
                .setHeader(GraphMailConstants.TO, "eve@fabrikam.com"));
        sandbox.faults().once(new Fault(Operation.SEND_MAIL, Moment.AFTER, Fault.close()));
        send(ERP, "");
        sandbox.faults().once(new Fault(Operation.SEND_MAIL, Moment.BEFORE, Fault.answer(429, "TooManyRequests")));
        send(ERP, "");
    }

    @Test
    void countsEachMailInOnePlace() {
        sendSomeOfAllKinds();

        GraphMailStatistics statistics = component().getStatistics();

        assertThat(statistics.mails().direct()).isEqualTo(3);
        assertThat(statistics.mails().drafts()).isEqualTo(1);
        assertThat(statistics.mails().sent()).isEqualTo(4);
        assertThat(statistics.mails().duplicates()).isEqualTo(1);
        assertThat(statistics.mails().unknown()).isEqualTo(1);
        assertThat(statistics.mails().failed())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("InvalidMailException", 1L, "MailNotPermittedException", 1L));
        assertThat(statistics.mails().ended()).isEqualTo(8);
        assertThat(statistics.mails().time()).isPositive();
        assertThat(statistics.requests().throttled()).isEqualTo(1);
        assertThat(statistics.requests().repeated()).isEqualTo(1);
        // Two of each direct mail's kind at least, and more for the draft.
        assertThat(statistics.requests().made()).isGreaterThan(8);
        assertThat(statistics.requests().rest()).isPositive();
        assertThat(statistics.mailboxes()).isEmpty();
    }

    @Test
    void saysHowItStandsWithSigningIn() {
        assertThat(component().getStatistics().identities())
                .singleElement()
                .extracting(Identity::tokenExpiry)
                .asInstanceOf(InstanceOfAssertFactories.OPTIONAL)
                .isEmpty();

        send("direct:mail", "");

        Identity identity = component().getStatistics().identities().get(0);
        assertThat(identity.who()).contains(sandbox.tenant().apps().get(0).clientId());
        assertThat(identity.tokenObtained())
                .hasValueSatisfying(at -> assertThat(at).isBeforeOrEqualTo(Instant.now()));
        assertThat(identity.tokenExpiry())
                .hasValueSatisfying(at -> assertThat(at).isAfter(Instant.now()));
        assertThat(identity.failingSince()).isEmpty();
    }

    @Test
    void showsMailboxesAtWorkAndForgetsIdleOnes() throws Exception {
        List<CompletableFuture<Exchange>> mails;
        for (int i = 0; i < 4; i++) {
            sandbox.faults().once(new Fault(Operation.SEND_MAIL, Moment.BEFORE, Fault.delay(Duration.ofMillis(700))));
        }
        mails = Stream.generate(() -> template.asyncSend("direct:mail", exchange -> {}))
                .limit(6)
                .toList();

        await().atMost(5, TimeUnit.SECONDS)
                .pollInterval(5, TimeUnit.MILLISECONDS)
                .untilAsserted(() -> assertThat(component().getStatistics().mailboxes())
                        .containsExactly(new Mailbox("erp@contoso.com", 2, 4, 0, false)));
        for (CompletableFuture<Exchange> mail : mails) {
            assertThat(mail.get(10, TimeUnit.SECONDS).getException()).isNull();
        }
        await().untilAsserted(() ->
                assertThat(component().getStatistics().mailboxes()).isEmpty());
    }

    @Test
    void goesOnCountingAfterAStop() throws Exception {
        send("direct:mail", "");
        context.getRouteController().stopAllRoutes();
        component().stop();
        assertThat(component().getStatistics().identities()).isEmpty();
        component().start();
        context.getRouteController().startAllRoutes();
        send("direct:mail", "");

        assertThat(component().getStatistics().mails().direct()).isEqualTo(2);
    }

    @Test
    void showsTheSameOverJmx() throws Exception {
        sendSomeOfAllKinds();

        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(
                ObjectName.getInstance("org.apache.camel:context=" + context.getManagementName()
                        + ",type=components,name=\"graphmail\""),
                null);
        assertThat(names).hasSize(1);
        ObjectName name = names.iterator().next();
        assertThat(server.getAttribute(name, "Sent")).isEqualTo(4L);
        assertThat(server.getAttribute(name, "Duplicates")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "Unknown")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "Failed")).isEqualTo(2L);
        assertThat(server.getAttribute(name, "Waiting")).isEqualTo(0);
        assertThat(server.getAttribute(name, "ThrottledRequests")).isEqualTo(1L);
        TabularData failures = (TabularData) server.invoke(name, "failures", null, null);
        assertThat(failures.get(new Object[] {"InvalidMailException"}).get("mails"))
                .isEqualTo(1L);
        TabularData mailboxes = (TabularData) server.invoke(name, "mailboxes", null, null);
        assertThat(mailboxes.size()).isZero();
    }

    @Test
    void showsTheSameOnTheDevConsole() throws Exception {
        sendSomeOfAllKinds();

        DevConsole console = context.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("graphmail");
        String text = (String) console.call(MediaType.TEXT);
        JsonNode json = new ObjectMapper().readTree(((JsonObject) console.call(MediaType.JSON)).toJson());

        assertThat(text)
                .contains("graphmail: 4 sent (3 direct, 1 by draft), 1 duplicates avoided, 1 unknown, 2 failed")
                .contains("MailNotPermittedException: 1")
                .contains("token until 20")
                .doesNotContain("fabrikam");
        JsonNode mails = json.at("/components/0/mails");
        assertThat(mails.path("direct").asInt()).isEqualTo(3);
        assertThat(mails.path("unknown").asInt()).isEqualTo(1);
        assertThat(mails.path("failed").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("InvalidMailException", "MailNotPermittedException");
        assertThat(json.at("/components/0/identities/0/tokenExpiry").asText()).startsWith("20");
    }
}
