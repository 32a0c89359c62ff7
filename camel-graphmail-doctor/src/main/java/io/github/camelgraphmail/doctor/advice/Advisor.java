package io.github.camelgraphmail.doctor.advice;

import io.github.camelgraphmail.auth.TokenClaims;
import io.github.camelgraphmail.doctor.advice.Advice.Shell;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows what mends what. */
public final class Advisor {

    private static final int HTTPS_PORT = 443;
    private static final String MAIL_SEND = "Mail.Send";
    private static final String MAIL_READ_WRITE = "Mail.ReadWrite";
    private static final String WAIT =
            " Changes take between 30 minutes and two hours, and longer while the app keeps asking.";

    private final PowerShellTemplates templates;
    private final CloudNames cloud;
    private final TenantIds ids;
    private final List<MailboxName> senders;
    private final boolean largeMails;

    /**
     * @param senders the mailboxes that the application sends as
     * @param largeMails whether it needs drafts
     */
    public Advisor(
            PowerShellTemplates templates,
            CloudNames cloud,
            TenantIds ids,
            List<MailboxName> senders,
            boolean largeMails) {
        this.templates = templates;
        this.cloud = cloud;
        this.ids = ids;
        this.senders = senders;
        this.largeMails = largeMails;
    }

    /** The same with what a token says of the application. */
    public Advisor knowing(Optional<TokenClaims> claims) {
        return claims.map(known -> new Advisor(
                        templates,
                        cloud,
                        TenantIds.of(known.tenantId(), known.clientId(), known.principalId())
                                .or(ids),
                        senders,
                        largeMails))
                .orElse(this);
    }

    /** For a server that can't be found. */
    public Advice lookUp(URI address) {
        return shell(
                "Check the address (options cloud, authorityHost, graphEndpoint), the proxy (proxyHost) and this machine's DNS.",
                "nslookup " + address.getHost());
    }

    /** For a server that can't be connected to, or does not answer. */
    public Advice connect(URI address) {
        return shell(
                "Have this machine let out to " + address.getHost() + " on port " + port(address)
                        + ", or set the proxy it goes out by (proxyHost, proxyPort, proxyUsername, proxyPassword).",
                "curl -v --max-time 10 " + address + "/");
    }

    /** For a server whose certificate is not taken. */
    public Advice trust(URI address) {
        return shell(
                "See who issued the certificate. Where it is a proxy or gateway of your own, give the component a truststore with"
                        + " its authority (sslContextParameters, or useGlobalSslContextParameters with camel.ssl.*).",
                "openssl s_client -connect " + address.getHost() + ":" + port(address) + " -servername "
                        + address.getHost() + " -showcerts </dev/null");
    }

    /**
     * For a refused sign-in.
     *
     * @param hint what the component says about it
     * @param code Entra's, empty for none
     */
    public Advice signIn(String hint, Optional<String> code) {
        String ofThisApp =
                ids.client().map(client -> hint.replace("CLIENT_ID", client)).orElse(hint);
        Optional<String> template = code.flatMap(Advisor::templateOf);
        return template.map(name -> powerShell(ofThisApp, name, List.of(), Map.of()))
                .orElseGet(() -> Advice.of(ofThisApp));
    }

    private static Optional<String> templateOf(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "AADSTS7000215", "AADSTS7000222" -> "new-secret";
                    case "AADSTS700027", "AADSTS7000213", "AADSTS700030" -> "certificate";
                    case "AADSTS70021", "AADSTS700211", "AADSTS700212", "AADSTS700213" -> "federated";
                    case "AADSTS90002", "AADSTS900023", "AADSTS50059", "AADSTS700016", "AADSTS700011" -> "which-tenant";
                    case "AADSTS7000229" -> "add-principal";
                    case "AADSTS7000112", "AADSTS70001" -> "enable-principal";
                    default -> null;
                });
    }

    /** For an app that has Mail.Send for the whole tenant, where a mailbox is forbidden to it. */
    public Advice tenantWide() {
        return Advice.of(
                "Risk: the token has Mail.Send for the whole tenant. Nothing but an application access policy in"
                        + " Exchange can restrict the app then; a scope by RBAC for Applications has no effect beside it.");
    }

    /** For a sender that the app can't send as. */
    public Advice permit(MailboxName sender, Optional<TokenClaims> claims) {
        if (hasRole(claims, MAIL_SEND)) {
            return powerShell(
                    "The token has Mail.Send, so an application access policy in Exchange may leave the mailbox out."
                            + WAIT,
                    "sender-policy",
                    List.of(sender),
                    Map.of());
        }
        return powerShell(
                "The token has no Mail.Send by consent, so the app needs the role Application Mail.Send in Exchange (RBAC for"
                        + " Applications), with a scope that has the mailbox. Where it should be limited by an application"
                        + " access policy instead, see: doctor setup --scope policy." + WAIT,
                "sender-rbac",
                List.of(sender),
                Map.of());
    }

    /** For a mailbox that Graph does not find. */
    public Advice find(MailboxName mailbox) {
        return powerShell(
                "Check the address. A user needs a licence with Exchange Online; a shared mailbox does as well.",
                "mailbox",
                List.of(mailbox),
                Map.of());
    }

    /**
     * For a mailbox that the app must not be able to use and can.
     *
     * @param role what it can do with it, Mail.Send or Mail.ReadWrite
     */
    public Advice restrict(MailboxName mailbox, String role, Optional<TokenClaims> claims) {
        if (claims.isEmpty() || hasRole(claims, role)) {
            String why = claims.isEmpty()
                    ? "What was consented to is not known, since the token can't be looked into."
                    : "The token has " + role + " for the whole tenant (consent in Entra).";
            return powerShell(
                    why
                            + " While that stands, a scope by RBAC for Applications has no effect: the two add up. Make a scope for"
                            + " the senders, then remove the consent. (The older way is to keep the consent and create an"
                            + " application access policy: doctor setup --scope policy.)" + WAIT,
                    "forbidden-consent",
                    List.of(mailbox),
                    sendersAndRole(role, claims));
        }
        return powerShell(
                "The token has no " + role
                        + " by consent, so the role was assigned in Exchange (RBAC for Applications), for"
                        + " more mailboxes than the senders." + WAIT,
                "forbidden-rbac",
                List.of(mailbox),
                sendersAndRole(role, claims));
    }

    /** For a sender whose drafts the app can't write. */
    public Advice permitDrafts(MailboxName sender, Optional<TokenClaims> claims) {
        if (hasRole(claims, MAIL_SEND) && !hasRole(claims, MAIL_READ_WRITE)) {
            return powerShell(
                    "Mails that go by a draft take Mail.ReadWrite as well, which lets the app read the mailbox, too. The token has"
                            + " Mail.Send for the whole tenant and no Mail.ReadWrite. Consent to it only where an application"
                            + " access policy restricts the app." + WAIT,
                    "drafts-consent",
                    List.of(sender),
                    Map.of());
        }
        if (hasRole(claims, MAIL_READ_WRITE)) {
            return permit(sender, claims);
        }
        return powerShell(
                "Mails that go by a draft take Mail.ReadWrite as well, which lets the app read the mailbox, too. Assign the role"
                        + " Application Mail.ReadWrite with the scope that Application Mail.Send has." + WAIT,
                "drafts-rbac",
                List.of(sender),
                Map.of());
    }

    private Map<String, Object> sendersAndRole(String role, Optional<TokenClaims> claims) {
        return Map.of(
                "senders",
                senders.stream().map(MailboxName::quoted).toList(),
                "senderFilter",
                String.join(" -or ", senders.stream().map(MailboxName::filter).toList()),
                "role",
                role,
                // What goes with the consent has to be there in Exchange.
                "drafts",
                largeMails || hasRole(claims, MAIL_READ_WRITE));
    }

    private Advice powerShell(String text, String template, List<MailboxName> mailboxes, Map<String, Object> others) {
        return new Advice(text, Shell.POWERSHELL, templates.fill(template, ids, cloud, mailboxes, others));
    }

    private static Advice shell(String text, String command) {
        return new Advice(text, Shell.SH, command);
    }

    private static boolean hasRole(Optional<TokenClaims> claims, String role) {
        return claims.filter(known -> known.hasRole(role)).isPresent();
    }

    private static int port(URI address) {
        return address.getPort() < 0 ? HTTPS_PORT : address.getPort();
    }
}
