package io.github.camelgraphmail.doctor.check;

import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphMailConfiguration;
import io.github.camelgraphmail.GraphMailDiagnosis;
import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.auth.TokenClaims;
import io.github.camelgraphmail.doctor.advice.Advisor;
import io.github.camelgraphmail.doctor.advice.CloudNames;
import io.github.camelgraphmail.doctor.advice.MailboxName;
import io.github.camelgraphmail.doctor.advice.PowerShellTemplates;
import io.github.camelgraphmail.doctor.advice.TenantIds;
import io.github.camelgraphmail.doctor.application.ConfigurationException;
import io.github.camelgraphmail.doctor.application.RunningApplication;
import io.github.camelgraphmail.scope.Access;
import io.github.camelgraphmail.scope.Reach;
import io.github.camelgraphmail.scope.ScopeFinding;
import io.github.camelgraphmail.scope.SignInFinding;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at one thing after another, in the order in which each needs those before it. Nothing is sent unless a test mail is
 * wished for.
 */
public final class Examination {

    private static final String MAIL_SEND = "Mail.Send";
    private static final String MAIL_READ_WRITE = "Mail.ReadWrite";

    private static final String TEST_SUBJECT = "Test mail of camel-graphmail's doctor";
    private static final String TEST_TEXT =
            "Somebody has asked camel-graphmail's doctor to send this mail. If you can read it, mails arrive.";

    private final RunningApplication application;
    private final Wishes wishes;
    private final List<CheckResult> results = new ArrayList<>();

    private Advisor advisor;
    private Optional<TokenClaims> claims = Optional.empty();

    /** Why there is no use in asking about mailboxes; empty while there is. */
    private Optional<String> obstacle = Optional.empty();

    private Examination(RunningApplication application, Wishes wishes) {
        this.application = application;
        this.wishes = wishes;
        GraphMailConfiguration options = application.options();
        this.advisor = new Advisor(
                new PowerShellTemplates(),
                CloudNames.of(options.getCloud()),
                TenantIds.of(options.getTenantId(), options.getClientId(), null),
                wishes.senders(),
                wishes.largeMails());
    }

    /** @throws ConfigurationException when the application's options can't be read, or contradict what is wished for */
    public static Findings run(RunningApplication application, Wishes wishes) {
        return new Examination(application, wishes).run();
    }

    private Findings run() {
        try (GraphMailDiagnosis diagnosis =
                application.diagnosis(wishes.senders().get(0).value())) {
            Set<MailboxName> forbidden = forbidden(diagnosis);
            Optional<URI> entra = diagnosis.entra();
            boolean canAskEntra = reachEntra(diagnosis, entra);
            boolean canAskGraph = reach(diagnosis, Check.GRAPH, diagnosis.graph());
            String who = signIn(diagnosis, canAskEntra, !forbidden.isEmpty());
            if (!canAskGraph) {
                obstacle = Optional.of("Graph can't be reached.");
            }
            wishes.senders().forEach(sender -> lookAtSender(diagnosis, sender));
            forbidden.forEach(mailbox -> lookAtForbidden(diagnosis, mailbox));
            if (forbidden.isEmpty()) {
                add(CheckResult.of(
                        Check.FORBIDDEN_SENDER,
                        Status.UNKNOWN,
                        "Whether the app is limited to its senders was not looked at: name a mailbox that it must not be able"
                                + " to send as, with --forbidden or option forbiddenSender."));
            }
            return new Findings(who, results);
        }
    }

    private Set<MailboxName> forbidden(GraphMailDiagnosis diagnosis) {
        Set<MailboxName> forbidden = new LinkedHashSet<>();
        diagnosis.forbiddenSenders().forEach(address -> forbidden.add(mailbox("forbiddenSender", address)));
        forbidden.addAll(wishes.forbidden());
        for (MailboxName sender : wishes.senders()) {
            if (forbidden.contains(sender)) {
                throw new ConfigurationException(sender
                        + " is to send and forbidden to. Name another mailbox with --forbidden or forbiddenSender");
            }
        }
        return forbidden;
    }

    private static MailboxName mailbox(String option, String address) {
        try {
            return new MailboxName(address);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(option + ": " + e.getMessage());
        }
    }

    private boolean reachEntra(GraphMailDiagnosis diagnosis, Optional<URI> entra) {
        if (entra.isEmpty()) {
            add(CheckResult.skipped(Check.ENTRA, "Signing in does not go to Entra."));
            return true;
        }
        return reach(diagnosis, Check.ENTRA, entra.get());
    }

    private boolean reach(GraphMailDiagnosis diagnosis, Check check, URI address) {
        Reach reach = diagnosis.reach(address).toCompletableFuture().join();
        CheckResult result = new Connections(advisor).judge(check, reach);
        add(result);
        return result.status() == Status.OK;
    }

    /** @return who the application is */
    private String signIn(GraphMailDiagnosis diagnosis, boolean canAskEntra, boolean forbids) {
        if (!canAskEntra) {
            obstacle = Optional.of("Nobody is signed in.");
            add(CheckResult.skipped(Check.SIGN_IN, "Entra can't be reached."));
            add(CheckResult.skipped(Check.TOKEN, obstacle.get()));
            return who();
        }
        SignInFinding finding = diagnosis.signIn().toCompletableFuture().join();
        if (finding instanceof SignInFinding.SignedIn signedIn) {
            claims = signedIn.claims();
            advisor = advisor.knowing(claims);
            add(CheckResult.of(
                    Check.SIGN_IN,
                    Status.OK,
                    "The application could sign in; its token lasts until "
                            + signedIn.tokenExpiry().truncatedTo(ChronoUnit.SECONDS) + "."));
            add(token(forbids));
        } else {
            obstacle = Optional.of("Nobody is signed in.");
            add(refused(((SignInFinding.NotSignedIn) finding).failure()));
            add(CheckResult.skipped(Check.TOKEN, obstacle.get()));
        }
        return finding.who();
    }

    /** Before anybody has signed in. */
    private String who() {
        GraphMailConfiguration options = application.options();
        return options.getClientId() == null || options.getTenantId() == null
                ? "the application"
                : "client " + options.getClientId() + " of tenant " + options.getTenantId();
    }

    private CheckResult refused(Throwable failure) {
        if (failure instanceof GraphAuthenticationException refusal) {
            String message = refusal.getMessage();
            String hint = refusal.getHint();
            String observed = message.endsWith(hint)
                    ? message.substring(0, message.length() - hint.length()).strip()
                    : message;
            return CheckResult.of(Check.SIGN_IN, Status.PROBLEM, observed)
                    .answered(refusal.getHttpStatus(), refusal.getAadstsCode())
                    .advised(advisor.signIn(hint, Optional.ofNullable(refusal.getAadstsCode())));
        }
        return CheckResult.of(
                Check.SIGN_IN, Status.UNKNOWN, "Signing in did not come to an end: " + failure.getMessage());
    }

    /** For diagnosis alone: an app that has its permissions in Exchange has none in its token, and that is as it should be. */
    private CheckResult token(boolean forbids) {
        if (claims.isEmpty()) {
            return CheckResult.of(Check.TOKEN, Status.UNKNOWN, "The token can't be looked into.");
        }
        List<String> roles = claims.get().roles();
        if (roles.isEmpty()) {
            return CheckResult.of(
                    Check.TOKEN,
                    Status.OK,
                    "The token has no roles: nothing is consented to in Entra. With RBAC for Applications that is as it should"
                            + " be.");
        }
        CheckResult result = CheckResult.of(
                Check.TOKEN,
                Status.OK,
                "The token has the roles " + String.join(", ", roles)
                        + ", which an administrator has consented to for the whole tenant.");
        boolean risk = forbids && claims.get().hasRole(MAIL_SEND);
        return risk ? result.advised(advisor.tenantWide()) : result;
    }

    private void lookAtSender(GraphMailDiagnosis diagnosis, MailboxName sender) {
        if (obstacle.isPresent()) {
            skipSender(sender, obstacle.get());
            return;
        }
        ScopeFinding finding =
                diagnosis.sendAs(sender.value()).toCompletableFuture().join();
        if (finding.isWithoutMailbox()) {
            add(result(Check.SENDER, sender, finding, Status.PROBLEM).advised(advisor.find(sender)));
            skipRest(sender, "There is no mailbox.");
            return;
        }
        CheckResult result = result(Check.SENDER, sender, finding, whereAllowedIs(Status.OK, finding));
        add(finding.access() == Access.BLOCKED ? result.advised(advisor.permit(sender, claims)) : result);
        if (wishes.largeMails()) {
            ScopeFinding drafts = diagnosis
                    .writeDraftsOf(sender.value())
                    .toCompletableFuture()
                    .join();
            CheckResult ofDrafts = result(Check.SENDER_DRAFTS, sender, drafts, whereAllowedIs(Status.OK, drafts));
            add(drafts.access() == Access.BLOCKED ? ofDrafts.advised(advisor.permitDrafts(sender, claims)) : ofDrafts);
        }
        if (finding.access() == Access.BLOCKED) {
            wishes.testRecipient()
                    .ifPresent(
                            recipient -> add(CheckResult.skipped(Check.TEST_MAIL, "The app can't send as the sender.")
                                    .about(sender.value())));
        } else {
            wishes.testRecipient().ifPresent(recipient -> add(testMail(sender, recipient)));
        }
    }

    private void skipSender(MailboxName sender, String why) {
        add(CheckResult.skipped(Check.SENDER, why).about(sender.value()));
        skipRest(sender, why);
    }

    private void skipRest(MailboxName sender, String why) {
        if (wishes.largeMails()) {
            add(CheckResult.skipped(Check.SENDER_DRAFTS, why).about(sender.value()));
        }
        if (wishes.testRecipient().isPresent()) {
            add(CheckResult.skipped(Check.TEST_MAIL, why).about(sender.value()));
        }
    }

    private void lookAtForbidden(GraphMailDiagnosis diagnosis, MailboxName mailbox) {
        if (obstacle.isPresent()) {
            add(CheckResult.skipped(Check.FORBIDDEN_SENDER, obstacle.get()).about(mailbox.value()));
            return;
        }
        ScopeFinding finding =
                diagnosis.sendAs(mailbox.value()).toCompletableFuture().join();
        add(ofForbidden(Check.FORBIDDEN_SENDER, mailbox, MAIL_SEND, finding));
        if (wishes.largeMails() && !finding.isWithoutMailbox()) {
            ScopeFinding drafts = diagnosis
                    .writeDraftsOf(mailbox.value())
                    .toCompletableFuture()
                    .join();
            add(ofForbidden(Check.FORBIDDEN_DRAFTS, mailbox, MAIL_READ_WRITE, drafts));
        }
    }

    private CheckResult ofForbidden(Check check, MailboxName mailbox, String role, ScopeFinding finding) {
        CheckResult result = result(check, mailbox, finding, whereAllowedIs(Status.PROBLEM, finding));
        if (finding.isWithoutMailbox()) {
            return result.advised(advisor.find(mailbox));
        }
        return finding.access() == Access.ALLOWED ? result.advised(advisor.restrict(mailbox, role, claims)) : result;
    }

    private CheckResult testMail(MailboxName sender, MailboxName recipient) {
        Optional<Exception> failure = application.send(sender.value(), recipient.value(), TEST_SUBJECT, TEST_TEXT);
        String redirected = Optional.ofNullable(application.options().getRedirectTo())
                .map(addresses -> ", redirected to " + addresses + " by option redirectTo")
                .orElse("");
        if (failure.isEmpty()) {
            return CheckResult.of(
                            Check.TEST_MAIL,
                            Status.OK,
                            "Graph accepted a test mail to " + recipient + redirected
                                    + ", which does not mean yet that it has arrived.")
                    .about(sender.value());
        }
        Exception cause = failure.get();
        Status status = cause instanceof DeliveryUnknownException ? Status.UNKNOWN : Status.PROBLEM;
        CheckResult result = CheckResult.of(
                        Check.TEST_MAIL,
                        status,
                        "A test mail to " + recipient + redirected + " was not accepted: " + cause.getMessage())
                .about(sender.value());
        return cause instanceof GraphMailException known
                ? result.answered(known.getHttpStatus(), known.getErrorCode())
                : result;
    }

    private static CheckResult result(Check check, MailboxName mailbox, ScopeFinding finding, Status status) {
        return CheckResult.of(check, status, finding.observed())
                .about(mailbox.value())
                .answered(finding.status(), finding.errorCode());
    }

    /** @param allowed what it comes to when access is allowed, OK or PROBLEM; when it is blocked it is the other */
    private static Status whereAllowedIs(Status allowed, ScopeFinding finding) {
        return switch (finding.access()) {
            case ALLOWED -> allowed;
            case BLOCKED -> allowed == Status.OK ? Status.PROBLEM : Status.OK;
            case UNKNOWN -> Status.UNKNOWN;
        };
    }

    private void add(CheckResult result) {
        results.add(result);
    }
}
