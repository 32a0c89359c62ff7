package io.github.camelgraphmail.sandbox.graph;

import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.MailboxDirectory;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.access.AccessControl;
import io.github.camelgraphmail.sandbox.core.access.Authorization;
import java.util.List;
import java.util.Optional;

/**
 * Lets applications to mailboxes, before anything of what they ask for is looked at. Nobody says in which order the service checks;
 * here: whether the application has the permission for any mailbox at all, whether there is such a mailbox, whether it may use
 * this one, and whether its account is in use.
 */
public final class MailboxGate {

    private final MailboxDirectory mailboxes;
    private final AccessControl access;

    public MailboxGate(MailboxDirectory mailboxes, AccessControl access) {
        this.mailboxes = mailboxes;
        this.access = access;
    }

    /** What becomes of a request to a mailbox. */
    public sealed interface Passage {

        record Open(Mailbox mailbox) implements Passage {}

        record Closed(GraphError error) implements Passage {}
    }

    /**
     * @param app with the permissions of its token
     * @param anyOf the permissions of which one is enough, such as Mail.Send
     * @param user as the path names it
     */
    public Passage pass(ServicePrincipal app, List<String> anyOf, String user) {
        Optional<Mailbox> mailbox = mailboxes.find(user);
        Authorization authorization = access.effective()
                .authorize(app, anyOf, mailbox.map(Mailbox::address).orElse(user));
        if (authorization instanceof Authorization.NotGranted) {
            return new Passage.Closed(GraphError.accessDenied());
        }
        if (mailbox.isEmpty()) {
            return new Passage.Closed(GraphError.unknownUser(user));
        }
        return refused(mailbox.get(), authorization)
                .<Passage>map(Passage.Closed::new)
                .orElseGet(() -> new Passage.Open(mailbox.get()));
    }

    private static Optional<GraphError> refused(Mailbox mailbox, Authorization authorization) {
        if (mailbox.state() == Mailbox.State.UNLICENSED || mailbox.state() == Mailbox.State.ON_PREMISES) {
            return Optional.of(GraphError.mailboxNotEnabled());
        }
        if (authorization instanceof Authorization.BlockedByPolicy) {
            return Optional.of(GraphError.blockedByPolicy());
        }
        if (!authorization.isAllowed()) {
            return Optional.of(GraphError.accessDenied());
        }
        return mailbox.state() == Mailbox.State.DISABLED ? Optional.of(GraphError.accountDisabled()) : Optional.empty();
    }
}
