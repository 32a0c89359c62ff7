package io.github.camelgraphmail.sandbox.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The mailboxes that a role is assigned for. */
public sealed interface MailboxScope {

    boolean includes(String mailbox);

    /** All of the organization, where an assignment names no scope. */
    static MailboxScope organization() {
        return new Organization();
    }

    /** These mailboxes, as a management scope or an administrative unit holds them. */
    static MailboxScope of(String... mailboxes) {
        return new Only(Arrays.stream(mailboxes).collect(Collectors.toUnmodifiableSet()));
    }

    record Organization() implements MailboxScope {

        @Override
        public boolean includes(String mailbox) {
            return true;
        }
    }

    /** @param mailboxes in lower case */
    record Only(Set<String> mailboxes) implements MailboxScope {

        public Only {
            mailboxes = mailboxes.stream()
                    .map(address -> address.strip().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public boolean includes(String mailbox) {
            return mailboxes.contains(mailbox.toLowerCase(Locale.ROOT));
        }
    }
}
