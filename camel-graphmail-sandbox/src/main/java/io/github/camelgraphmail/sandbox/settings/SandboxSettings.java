package io.github.camelgraphmail.sandbox.settings;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.FaultPlan;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.access.AccessRules;
import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import io.github.camelgraphmail.sandbox.smtp.SmtpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A file of settings. Null stands for what a sandbox has of itself.
 *
 * @param tenantId a GUID
 * @param mailboxes instead of those it has
 * @param apps instead of those it has
 * @param propagationDelay how long changes of access and consent take
 * @param clock what time it is at the start; it goes on from there
 * @param concurrentPerMailbox how many requests of an application to a mailbox may be in flight
 * @param latency how long each request takes at least
 * @param seed of the chance that plays faults at a rate
 * @param capacity how many mails are kept
 * @param host where it listens
 * @param allowRemote whether {@code host} may be one that other machines can reach
 * @param dataDirectory where the truststore is written
 * @param forward the SMTP server that accepted mails go on to, such as {@code localhost:1025}
 */
public record SandboxSettings(
        String tenantId,
        List<MailboxSettings> mailboxes,
        List<AppSettings> apps,
        List<PolicySettings> policies,
        List<AssignmentSettings> assignments,
        List<SendGrantSettings> sendGrants,
        List<FaultSettings> faults,
        Duration propagationDelay,
        Duration tokenLifetime,
        Instant clock,
        Integer concurrentPerMailbox,
        Duration latency,
        Long seed,
        Integer capacity,
        String host,
        Boolean allowRemote,
        Integer httpPort,
        Integer httpsPort,
        Path dataDirectory,
        String forward) {

    /** Empty to keep those of the sandbox. */
    public Optional<List<Mailbox>> mailboxesSet() {
        return Optional.ofNullable(mailboxes)
                .map(list -> SettingsReader.each("mailboxes", list, MailboxSettings::mailbox))
                .map(list -> unique("mailboxes", "address", list, Mailbox::address));
    }

    /**
     * Empty to keep those of the sandbox.
     *
     * @param pem reads a certificate from the file of a name
     */
    public Optional<List<AppRegistration>> appsSet(UnaryOperator<String> pem) {
        return Optional.ofNullable(apps)
                .map(list -> SettingsReader.each(
                        "apps", list, app -> app.withCertificates(pem).registration()))
                .map(list -> unique("apps", "clientId", list, AppRegistration::clientId));
    }

    /** @param check finds applications and mailboxes that are not there */
    public AccessRules access(References check) {
        int first = policies == null ? 0 : policies.size();
        int second = first + (assignments == null ? 0 : assignments.size());
        return new AccessRules(
                SettingsReader.eachOf("policies", policies, (i, policy) -> check.checked(policy.policy("policy-" + i))),
                SettingsReader.eachOf(
                        "assignments",
                        assignments,
                        (i, assignment) -> check.checked(assignment.assignment("assignment-" + (first + i)))),
                SettingsReader.eachOf(
                        "sendGrants", sendGrants, (i, grant) -> check.checked(grant.grant("grant-" + (second + i)))));
    }

    /** Empty to keep that of the sandbox. */
    public Optional<ListenAddress> listen() {
        return Optional.ofNullable(host)
                .map(Boolean.TRUE.equals(allowRemote) ? ListenAddress::openToOthers : ListenAddress::ofThisMachine);
    }

    public Optional<SmtpServer> forwardTo() {
        return Optional.ofNullable(forward)
                .map(address -> SettingsReader.at("forward", () -> SmtpServer.parse(address)));
    }

    public List<FaultPlan> faultPlans() {
        return SettingsReader.each("faults", faults, FaultSettings::plan);
    }

    private static <T> List<T> unique(String field, String name, List<T> values, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        IntStream.range(0, values.size())
                .filter(i -> !seen.add(id.apply(values.get(i)).toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(i -> {
                    throw new IllegalArgumentException(field + "[" + i + "]." + name + ": " + id.apply(values.get(i))
                            + " is there twice; leave one out");
                });
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    field + ": there is none; a sandbox needs one, or leave the setting out for the usual ones");
        }
        return values;
    }
}
