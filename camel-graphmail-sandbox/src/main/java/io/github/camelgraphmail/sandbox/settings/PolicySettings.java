package io.github.camelgraphmail.sandbox.settings;

import io.github.camelgraphmail.sandbox.core.access.AccessPolicy;
import java.util.List;
import java.util.Set;

/**
 * An application access policy.
 *
 * @param app the application's client id
 * @param right {@code restrict} or {@code deny}
 */
public record PolicySettings(String app, String right, List<String> mailboxes) {

    private enum Right {
        RESTRICT(AccessPolicy.Right.RESTRICT_ACCESS),
        DENY(AccessPolicy.Right.DENY_ACCESS);

        private final AccessPolicy.Right meaning;

        Right(AccessPolicy.Right meaning) {
            this.meaning = meaning;
        }
    }

    public static PolicySettings of(AccessPolicy policy) {
        return new PolicySettings(
                policy.clientId(),
                Names.of(policy.right() == AccessPolicy.Right.DENY_ACCESS ? Right.DENY : Right.RESTRICT),
                policy.mailboxes().mailboxes().stream().sorted().toList());
    }

    public AccessPolicy policy(String id) {
        return new AccessPolicy(
                id,
                Names.required("app", app),
                Names.read("right", Names.required("right", right), Right.class).meaning,
                Set.copyOf(Names.required("mailboxes", mailboxes)));
    }
}
