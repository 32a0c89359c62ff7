package io.github.camelgraphmail.sandbox.core.access;

import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The roles of RBAC for Applications that give access to mail.
 *
 * @see <a href="https://learn.microsoft.com/exchange/permissions-exo/application-rbac">Role Based Access Control for
 *     Applications in Exchange Online</a>
 */
public enum ApplicationRole {
    MAIL_SEND("Application Mail.Send", ServicePrincipal.MAIL_SEND),
    MAIL_READ("Application Mail.Read", ServicePrincipal.MAIL_READ),
    MAIL_READ_BASIC("Application Mail.ReadBasic", ServicePrincipal.MAIL_READ_BASIC),
    MAIL_READ_WRITE("Application Mail.ReadWrite", ServicePrincipal.MAIL_READ_WRITE),
    MAIL_FULL_ACCESS("Application Mail Full Access", ServicePrincipal.MAIL_READ_WRITE, ServicePrincipal.MAIL_SEND),
    EXCHANGE_FULL_ACCESS(
            "Application Exchange Full Access", ServicePrincipal.MAIL_READ_WRITE, ServicePrincipal.MAIL_SEND);

    private final String roleName;
    private final Set<String> permissions;

    ApplicationRole(String roleName, String... permissions) {
        this.roleName = roleName;
        this.permissions = Set.of(permissions);
    }

    /** As Exchange calls it, such as {@code Application Mail.Send}. */
    public String roleName() {
        return roleName;
    }

    /** What it allows, in Graph's names of permissions. */
    public Set<String> permissions() {
        return permissions;
    }

    /**
     * The role of this name, read without regard to case.
     *
     * @throws IllegalArgumentException when none has it
     */
    public static ApplicationRole named(String roleName) {
        return find(roleName)
                .orElseThrow(() -> new IllegalArgumentException("role: " + roleName + " is not known here; there are "
                        + Arrays.stream(values()).map(ApplicationRole::roleName).collect(Collectors.joining(", "))));
    }

    private static Optional<ApplicationRole> find(String roleName) {
        return Arrays.stream(values())
                .filter(role -> role.roleName.equalsIgnoreCase(roleName))
                .findFirst();
    }
}
