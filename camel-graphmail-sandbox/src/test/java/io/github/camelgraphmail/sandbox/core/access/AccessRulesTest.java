package io.github.camelgraphmail.sandbox.core.access;

import static io.github.camelgraphmail.sandbox.core.access.AccessPolicy.Right.DENY_ACCESS;
import static io.github.camelgraphmail.sandbox.core.access.AccessPolicy.Right.RESTRICT_ACCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Entra and Exchange grant and keep back, together. */
class AccessRulesTest {

    private static final String ERP = "erp@contoso.com";
    private static final String CEO = "ceo@contoso.com";
    private static final List<String> SEND = List.of("Mail.Send");

    private static final ServicePrincipal CONSENTED = new ServicePrincipal("app", "App", Set.of("Mail.Send"));
    private static final ServicePrincipal WITHOUT_ROLES = CONSENTED.withRoles(Set.of());

    private static final AccessPolicy RESTRICT_TO_ERP = new AccessPolicy("p1", "APP", RESTRICT_ACCESS, Set.of(ERP));
    private static final AccessPolicy DENY_CEO = new AccessPolicy("p2", "app", DENY_ACCESS, Set.of("CEO@contoso.com"));
    private static final RoleAssignment SEND_AS_ERP =
            new RoleAssignment("a1", "app", ApplicationRole.MAIL_SEND, MailboxScope.of(ERP));

    @Test
    void aConsentIsForEveryMailbox() {
        assertThat(AccessRules.NONE.authorize(CONSENTED, SEND, CEO))
                .isEqualTo(new Authorization.Consented("Mail.Send"));
        assertThat(AccessRules.NONE.authorize(WITHOUT_ROLES, SEND, CEO)).isEqualTo(new Authorization.NotGranted());
    }

    @Test
    void aRestrictionHoldsAConsentToItsMembers() {
        AccessRules rules = AccessRules.NONE.with(RESTRICT_TO_ERP);

        assertThat(rules.authorize(CONSENTED, SEND, "ERP@Contoso.com").isAllowed())
                .isTrue();
        assertThat(rules.authorize(CONSENTED, SEND, CEO)).isEqualTo(new Authorization.BlockedByPolicy(RESTRICT_TO_ERP));
    }

    @Test
    void restrictionsOfOneAppAddUp() {
        AccessRules rules = AccessRules.NONE
                .with(RESTRICT_TO_ERP)
                .with(new AccessPolicy("p3", "app", RESTRICT_ACCESS, Set.of(CEO)));

        assertThat(rules.authorize(CONSENTED, SEND, ERP).isAllowed()).isTrue();
        assertThat(rules.authorize(CONSENTED, SEND, CEO).isAllowed()).isTrue();
        assertThat(rules.authorize(CONSENTED, SEND, "ops@contoso.com").isAllowed())
                .isFalse();
    }

    @Test
    void aDenialBeatsARestriction() {
        AccessRules rules = AccessRules.NONE
                .with(new AccessPolicy("p3", "app", RESTRICT_ACCESS, Set.of(ERP, CEO)))
                .with(DENY_CEO);

        assertThat(rules.authorize(CONSENTED, SEND, ERP).isAllowed()).isTrue();
        assertThat(rules.authorize(CONSENTED, SEND, CEO)).isEqualTo(new Authorization.BlockedByPolicy(DENY_CEO));
    }

    @Test
    void aDenialAloneLeavesTheOthers() {
        AccessRules rules = AccessRules.NONE.with(DENY_CEO);

        assertThat(rules.authorize(CONSENTED, SEND, ERP).isAllowed()).isTrue();
        assertThat(rules.authorize(CONSENTED, SEND, CEO).isAllowed()).isFalse();
    }

    @Test
    void aPolicyOfAnotherAppIsNoneOfThisOne() {
        AccessRules rules = AccessRules.NONE.with(new AccessPolicy("p", "other", DENY_ACCESS, Set.of(ERP)));

        assertThat(rules.authorize(CONSENTED, SEND, ERP).isAllowed()).isTrue();
    }

    @Test
    void anAssignmentNeedsNoConsentAndEndsAtItsScope() {
        AccessRules rules = AccessRules.NONE.with(SEND_AS_ERP);

        assertThat(rules.authorize(WITHOUT_ROLES, SEND, ERP)).isEqualTo(new Authorization.Assigned(SEND_AS_ERP));
        assertThat(rules.authorize(WITHOUT_ROLES, SEND, CEO)).isEqualTo(new Authorization.OutOfScope());
        assertThat(rules.authorize(WITHOUT_ROLES, List.of("Mail.Read"), ERP)).isEqualTo(new Authorization.NotGranted());
    }

    @Test
    void aConsentMakesTheScopeVoid() {
        AccessRules rules = AccessRules.NONE.with(SEND_AS_ERP);

        assertThat(rules.authorize(CONSENTED, SEND, CEO)).isEqualTo(new Authorization.Consented("Mail.Send"));
    }

    @Test
    void policiesDoNotTouchAssignments() {
        AccessRules rules =
                AccessRules.NONE.with(SEND_AS_ERP).with(new AccessPolicy("p", "app", DENY_ACCESS, Set.of(ERP)));

        assertThat(rules.authorize(WITHOUT_ROLES, SEND, ERP).isAllowed()).isTrue();
        assertThat(rules.authorize(CONSENTED, SEND, ERP)).isEqualTo(new Authorization.Assigned(SEND_AS_ERP));
    }

    @Test
    void fullAccessIsForReadingAndSending() {
        AccessRules rules = AccessRules.NONE.with(
                new RoleAssignment("a", "app", ApplicationRole.MAIL_FULL_ACCESS, MailboxScope.organization()));

        assertThat(rules.authorize(WITHOUT_ROLES, SEND, CEO).isAllowed()).isTrue();
        assertThat(rules.authorize(WITHOUT_ROLES, List.of("Mail.Read", "Mail.ReadWrite"), CEO)
                        .isAllowed())
                .isTrue();
    }

    @Test
    void aGrantIsForOneAddressAndOneSender() {
        AccessRules rules = AccessRules.NONE
                .with(new SendGrant("g1", ERP, "Sales@contoso.com", SendGrant.Kind.SEND_ON_BEHALF))
                .with(new SendGrant("g2", ERP, "sales@contoso.com", SendGrant.Kind.SEND_AS));

        assertThat(rules.mayUseFrom("ERP@contoso.com", "sales@contoso.com")).contains(SendGrant.Kind.SEND_AS);
        assertThat(rules.mayUseFrom(CEO, "sales@contoso.com")).isEmpty();
        assertThat(rules.mayUseFrom("sales@contoso.com", ERP)).isEmpty();
        assertThat(rules.without("g2").mayUseFrom(ERP, "sales@contoso.com")).contains(SendGrant.Kind.SEND_ON_BEHALF);
    }

    @Test
    void aRoleIsFoundByTheNameThatExchangeHasForIt() {
        assertThat(ApplicationRole.named("application mail.send")).isEqualTo(ApplicationRole.MAIL_SEND);
        assertThatThrownBy(() -> ApplicationRole.named("Mail.Send"))
                .hasMessageContainingAll("role: Mail.Send", "Application Mail.Send");
    }
}
