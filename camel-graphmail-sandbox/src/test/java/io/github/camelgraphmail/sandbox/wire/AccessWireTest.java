package io.github.camelgraphmail.sandbox.wire;

import static io.github.camelgraphmail.sandbox.core.access.ApplicationRole.MAIL_SEND;
import static io.github.camelgraphmail.sandbox.wire.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.access.AccessPolicy;
import io.github.camelgraphmail.sandbox.core.access.MailboxScope;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which mailboxes an application may use, as Graph tells it. */
class AccessWireTest {

    private static final String ERP = "erp@contoso.com";
    private static final String CEO = "ceo@contoso.com";
    private static final String TO_NOBODY = "{\"message\":{\"toRecipients\":[]},\"saveToSentItems\":false}";
    private static final String TO_OPS =
            "{\"message\":{\"toRecipients\":[{\"emailAddress\":{\"address\":\"ops@contoso.com\"}}]}}";
    private static final String RAOP =
            "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.";
    private static final String PLAIN = "Access is denied. Check credentials and try again.";

    private static GraphMailSandbox sandbox;
    private static SandboxClient client;
    private static AppRegistration app;

    @BeforeAll
    static void start() {
        sandbox = GraphMailSandbox.start(SandboxConfiguration.defaults());
        client = SandboxClient.plain(sandbox);
        app = sandbox.tenant().apps().get(0);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void startAnew() {
        sandbox.reset();
    }

    @Test
    void aRestrictionShowsInTheTextOfTheRefusal() {
        AccessPolicy policy = sandbox.access().restrict(app.clientId(), ERP);

        assertThat(client.sendMail(ERP, TO_OPS).statusCode()).isEqualTo(202);
        assertRefused(client.sendMail(CEO, TO_OPS), 403, "ErrorAccessDenied").isEqualTo(RAOP);

        sandbox.access().remove(policy.id());
        assertThat(client.sendMail(CEO, TO_OPS).statusCode()).isEqualTo(202);
    }

    @Test
    void aDenialBeatsARestriction() {
        sandbox.access().restrict(app.clientId(), ERP, CEO);
        sandbox.access().deny(app.clientId(), CEO);

        assertThat(client.sendMail(ERP, TO_OPS).statusCode()).isEqualTo(202);
        assertRefused(client.sendMail(CEO, TO_OPS), 403, "ErrorAccessDenied").isEqualTo(RAOP);
    }

    @Test
    void anAppWithAScopeAloneHasNoRolesAndIsRefusedInTheOtherText() {
        consent();
        sandbox.access().assign(app.clientId(), MAIL_SEND, MailboxScope.of(ERP));

        assertThat(claims(client.token())).doesNotContain("roles");
        assertThat(client.sendMail(ERP, TO_OPS).statusCode()).isEqualTo(202);
        assertRefused(client.sendMail(CEO, TO_OPS), 403, "ErrorAccessDenied").isEqualTo(PLAIN);
        assertRefused(client.sendMail("nobody@contoso.com", TO_OPS), 404, "ErrorInvalidUser")
                .contains("nobody@contoso.com");
    }

    @Test
    void aConsentMakesTheScopeVoid() {
        sandbox.access().assign(app.clientId(), MAIL_SEND, MailboxScope.of(ERP));

        assertThat(claims(client.token())).contains("Mail.Send");
        assertThat(client.sendMail(CEO, TO_OPS).statusCode()).isEqualTo(202);
    }

    @Test
    void changesTakeTheirTime() {
        sandbox.propagation().delay(Duration.ofMinutes(45));
        sandbox.access().restrict(app.clientId(), ERP);

        assertThat(client.sendMail(CEO, TO_OPS).statusCode()).isEqualTo(202);
        sandbox.clock().advance(Duration.ofMinutes(46));
        assertRefused(client.sendMail(CEO, TO_OPS), 403, "ErrorAccessDenied").isEqualTo(RAOP);
    }

    @Test
    void aConsentIsInTokensThatAreIssuedOnceItHasSpread() {
        consent();
        String before = client.token();
        sandbox.propagation().delay(Duration.ofMinutes(5));
        consent("Mail.Send");
        String stillWithout = client.token();
        sandbox.clock().advance(Duration.ofMinutes(6));

        assertRefused(sendWith(before), 403, "ErrorAccessDenied").isEqualTo(PLAIN);
        assertRefused(sendWith(stillWithout), 403, "ErrorAccessDenied");
        String with = client.token();
        assertThat(sendWith(with).statusCode()).isEqualTo(202);

        consent();
        sandbox.clock().advance(Duration.ofMinutes(6));
        assertThat(sendWith(with).statusCode()).isEqualTo(202);
        assertRefused(sendWith(client.token()), 403, "ErrorAccessDenied");
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, 400, ErrorInvalidRecipients",
        "UNLICENSED, 404, MailboxNotEnabledForRESTAPI",
        "ON_PREMISES, 404, MailboxNotEnabledForRESTAPI",
        "DISABLED, 403, ErrorAccountDisabled"
    })
    void aProbeTellsTheStateOfAMailboxAndLeavesNothing(Mailbox.State state, int status, String code) {
        sandbox.mailboxes().update(ERP, mailbox -> mailbox.withState(state));

        assertRefused(client.sendMail(ERP, TO_NOBODY), status, code);
        assertNothingIsLeft(ERP);
    }

    @Test
    void aProbeTellsWhetherTheAppMaySendAndLeavesNothing() {
        sandbox.access().deny(app.clientId(), CEO);

        assertRefused(client.sendMail(ERP, TO_NOBODY), 400, "ErrorInvalidRecipients");
        assertRefused(client.sendMail(CEO, TO_NOBODY), 403, "ErrorAccessDenied").isEqualTo(RAOP);
        sandbox.mailboxes().remove(ERP);
        assertRefused(client.sendMail(ERP, TO_NOBODY), 404, "ErrorInvalidUser");
        assertNothingIsLeft(ERP);
        assertNothingIsLeft(CEO);
    }

    @Test
    void sendsForAnotherMailboxWhereItMay() {
        String fromSales = from("sales@contoso.com");
        sandbox.mailboxes().put(Mailbox.of("sales@contoso.com"));
        assertRefused(client.sendMail(ERP, fromSales), 403, "ErrorSendAsDenied");

        sandbox.access().sendAs(ERP, "Sales@contoso.com");

        assertThat(client.sendMail(ERP, fromSales).statusCode()).isEqualTo(202);
        assertThat(sandbox.mails().get(0).from().address()).isEqualTo("sales@contoso.com");
        assertRefused(client.sendMail(CEO, fromSales), 403, "ErrorSendAsDenied");
        assertThat(sandbox.sentItems(ERP)).hasSize(1);
    }

    @Test
    void sendsFromAnAliasWithThePrimaryAddress() {
        sandbox.mailboxes().update(ERP, mailbox -> mailbox.withAliases(Set.of("Billing@contoso.com")));

        assertThat(client.sendMail(ERP, from("billing@contoso.com")).statusCode())
                .isEqualTo(202);
        assertThat(sandbox.mails().get(0).from().address()).isEqualTo(ERP);
    }

    @Test
    void asksWhoseNameAMailMayBearBeforeItLooksAtTheRecipients() {
        String fromCeo = "{\"message\":{\"from\":{\"emailAddress\":{\"address\":\"ceo@contoso.com\"}}}}";

        assertRefused(client.sendMail(ERP, fromCeo), 403, "ErrorSendAsDenied");
    }

    @Test
    void takesTheObjectIdOfAUserToo() {
        String id = sandbox.mailboxes().find(ERP).orElseThrow().objectId();

        assertThat(client.sendMail(id, TO_OPS).statusCode()).isEqualTo(202);
        assertThat(sandbox.mails().get(0).mailbox()).isEqualTo(ERP);
    }

    @Test
    void saysWhichAddressIsNone() {
        assertThatThrownBy(() -> sandbox.mailboxes().put(Mailbox.of("erp"))).hasMessageContaining("address: erp");
        assertThatThrownBy(() -> sandbox.mailboxes().update("nobody@contoso.com", mailbox -> mailbox))
                .hasMessageContaining("nobody@contoso.com");
    }

    private static String from(String address) {
        return TO_OPS.replace(
                "{\"message\":{", "{\"message\":{\"from\":{\"emailAddress\":{\"address\":\"" + address + "\"}},");
    }

    private static void consent(String... roles) {
        sandbox.update(app.clientId(), registered -> registered.withRoles(Set.of(roles)));
    }

    private static HttpResponse<String> sendWith(String token) {
        return client.send(
                client.sendMailRequest(ERP, "application/json", TO_OPS).header("Authorization", "Bearer " + token));
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private static void assertNothingIsLeft(String mailbox) {
        assertThat(sandbox.mails()).isEmpty();
        assertThat(sandbox.drafts(mailbox)).isEmpty();
        assertThat(sandbox.sentItems(mailbox)).isEmpty();
    }

    private static AbstractStringAssert<?> assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").path("code").asText()).isEqualTo(code);
        return assertThat(json(response).path("error").path("message").asText());
    }
}
