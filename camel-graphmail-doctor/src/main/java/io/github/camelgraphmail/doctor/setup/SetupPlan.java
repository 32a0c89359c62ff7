package io.github.camelgraphmail.doctor.setup;

import io.github.camelgraphmail.doctor.advice.CloudNames;
import io.github.camelgraphmail.doctor.advice.MailboxName;
import io.github.camelgraphmail.doctor.advice.TenantIds;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a tenant is to be set up for.
 *
 * @param name what is created is named after: letters, digits, spaces and . _ -
 * @param ids of what is there; without a client an app is registered
 * @param senders the mailboxes that the app may use
 * @param forbidden mailboxes to test that it may not use, at least one
 * @param largeMails whether it is granted Mail.ReadWrite too
 */
public record SetupPlan(
        String name,
        TenantIds ids,
        CloudNames cloud,
        List<MailboxName> senders,
        List<MailboxName> forbidden,
        Scoping scoping,
        NewCredential credential,
        boolean largeMails) {

    /** Names in Exchange end at 64 characters, and what is created has a word more. */
    private static final Pattern NAME = Pattern.compile("[\\p{IsLatin}0-9][\\p{IsLatin}0-9 ._-]{0,49}");

    /** How the app is limited to its senders. */
    public enum Scoping {
        /** RBAC for Applications. */
        RBAC,
        /** An application access policy. */
        POLICY
    }

    /** What the app signs in with from now on. */
    public enum NewCredential {
        CERTIFICATE,
        SECRET,
        /** What it has. */
        NONE
    }

    public SetupPlan {
        Objects.requireNonNull(ids, "ids");
        Objects.requireNonNull(cloud, "cloud");
        Objects.requireNonNull(scoping, "scoping");
        Objects.requireNonNull(credential, "credential");
        senders = List.copyOf(senders);
        forbidden = List.copyOf(forbidden);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "--name: '" + name + "' may have letters, digits, spaces and . _ - alone, at most 50 of them");
        }
        if (forbidden.isEmpty()) {
            throw new IllegalArgumentException(
                    "--forbidden: name a mailbox that the app must not be able to send as, for the script to test");
        }
        senders.stream().filter(forbidden::contains).findFirst().ifPresent(both -> {
            throw new IllegalArgumentException("--forbidden: " + both + " is to send, too. Name another mailbox");
        });
    }
}
