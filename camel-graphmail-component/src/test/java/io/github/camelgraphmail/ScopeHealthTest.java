package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.access.ApplicationRole;
import io.github.camelgraphmail.sandbox.core.access.MailboxScope;
import io.github.camelgraphmail.scope.ProbePace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What health checks say of an app's scope in Exchange. */
class ScopeHealthTest extends SandboxTestSupport {

    private static final String FORBIDDEN = "scope-not-ceo@contoso.com";
    private static final String OWN = "scope-erp@contoso.com";

    private AppRegistration app;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        HealthCheckHelper.getHealthCheckRepository(context, "producers", HealthCheckRepository.class)
                .setEnabled(true);
        return context;
    }

    @Override
    protected ProbePace probePace() {
        return new ProbePace(
                Duration.ofMillis(1), Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(50));
    }

    @BeforeEach
    void anAppWithConsent() {
        sandbox.reset();
        sandbox.mailboxes().put(Mailbox.of("ceo@contoso.com"));
        app = sandbox.tenant().apps().get(0);
    }

    @AfterEach
    void nothingWasLeftAnywhere() {
        assertThat(sandbox.mails()).isEmpty();
        for (String mailbox : List.of("erp@contoso.com", "ceo@contoso.com")) {
            assertThat(sandbox.drafts(mailbox)).isEmpty();
            assertThat(sandbox.sentItems(mailbox)).isEmpty();
        }
    }

    @Test
    void isDownWhileTheForbiddenMailboxIsNotBlockedAndRecoversByItself() throws Exception {
        route("graphmail:erp@contoso.com?to=ops@contoso.com&forbiddenSender=ceo@contoso.com");

        HealthCheck.Result down = await().until(() -> result(FORBIDDEN), is(HealthCheck.State.DOWN));
        assertThat(down.getMessage()).hasValueSatisfying(message -> assertThat(message)
                .startsWith("Graph answered 400 ErrorInvalidRecipients to a mail without recipients, which"
                        + " indicates that the app can send as ceo@contoso.com. It must not")
                .contains("Mail.Send for the whole tenant", "application access policy"));
        assertThat(down.getCheck().isLiveness()).isFalse();
        await().until(() -> found(OWN), "ALLOWED"::equals);

        sandbox.access().restrict(app.clientId(), "erp@contoso.com");

        HealthCheck.Result up = await().until(() -> result(FORBIDDEN), is(HealthCheck.State.UP));
        assertThat(up.getMessage()).hasValueSatisfying(message -> assertThat(message)
                .startsWith("Graph answered 403 ErrorAccessDenied")
                .contains("indicates that the app can't send as ceo@contoso.com"));
        assertThat(up.getDetails())
                .containsEntry("graphmail.scope.found", "BLOCKED")
                .containsKeys("graphmail.scope.found.at", "graphmail.scope.risk");
    }

    @Test
    void seesNoRiskInAScopeWithoutConsent() throws Exception {
        sandbox.update(app.clientId(), registration -> registration.withRoles(Set.of()));
        sandbox.access().assign(app.clientId(), ApplicationRole.MAIL_SEND, MailboxScope.of("erp@contoso.com"));
        route("graphmail:erp@contoso.com?to=ops@contoso.com&forbiddenSender=ceo@contoso.com");

        await().until(() -> found(FORBIDDEN), "BLOCKED"::equals);
        await().until(() -> found(OWN), "ALLOWED"::equals);
        assertThat(result(FORBIDDEN).getDetails()).doesNotContainKey("graphmail.scope.risk");
    }

    @Test
    void isDownWhileTheSenderIsBlocked() throws Exception {
        sandbox.access().restrict(app.clientId(), "ops@contoso.com");
        route("graphmail:erp@contoso.com?to=ops@contoso.com&forbiddenSender=ceo@contoso.com");

        HealthCheck.Result down = await().until(() -> result(OWN), is(HealthCheck.State.DOWN));

        assertThat(down.getMessage()).hasValueSatisfying(message -> assertThat(message)
                .contains("can't send as erp@contoso.com", "Take the mailbox into the app's"));
    }

    @Test
    void isDownWhenTheSenderHasNoMailbox() throws Exception {
        route("graphmail:nobody@contoso.com?to=ops@contoso.com&forbiddenSender=ceo@contoso.com");

        HealthCheck.Result down = await().until(() -> result("scope-nobody@contoso.com"), is(HealthCheck.State.DOWN));

        assertThat(down.getMessage()).hasValueSatisfying(message -> assertThat(message)
                .contains("404", "has no mailbox", "graphmail:sender"));
    }

    @Test
    void isNotSureOfAForbiddenMailboxThatThereIsNot() throws Exception {
        route("graphmail:erp@contoso.com?to=ops@contoso.com&forbiddenSender=nobody@contoso.com");

        await().until(() -> result("scope-not-nobody@contoso.com")
                .getDetails()
                .getOrDefault("graphmail.scope.doubt", "")
                .toString()
                .contains("404 ErrorInvalidUser"));
        assertThat(result("scope-not-nobody@contoso.com").getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(found("scope-not-nobody@contoso.com")).isEqualTo("UNKNOWN");
    }

    @Test
    void watchesAMailboxOnceHoweverManyEndpointsWantIt() throws Exception {
        route("graphmail:erp@contoso.com?to=ops@contoso.com&forbiddenSender=ceo@contoso.com");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:b")
                        .routeId("b")
                        .to("graphmail:erp@contoso.com?to=x@contoso.com&forbiddenSender=CEO@contoso.com");
            }
        });
        assertThat(scopeChecks()).hasSize(2);

        context.getRouteController().stopRoute("b");
        context.removeRoute("b");
        assertThat(scopeChecks()).hasSize(2);
        context.getRouteController().stopRoute("a");
        context.removeRoute("a");
        assertThat(scopeChecks()).isEmpty();
    }

    @Test
    void watchesNothingWhereNobodyIsForbidden() throws Exception {
        route("graphmail:erp@contoso.com?to=ops@contoso.com");

        assertThat(scopeChecks()).isEmpty();
    }

    private void route(String endpoint) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").routeId("a").to(endpoint);
            }
        });
    }

    private static Predicate<HealthCheck.Result> is(HealthCheck.State state) {
        return result -> result.getState() == state;
    }

    private String found(String name) {
        return result(name).getDetails().get("graphmail.scope.found").toString();
    }

    private HealthCheck.Result result(String name) {
        return scopeChecks().stream()
                .filter(check -> check.getId().endsWith(name))
                .findFirst()
                .orElseThrow()
                .call(Map.of());
    }

    private List<HealthCheck> scopeChecks() {
        return HealthCheckHelper.getHealthCheckRepository(context, "producers", HealthCheckRepository.class).stream()
                .filter(check -> check.getId().contains("scope-"))
                .toList();
    }
}
