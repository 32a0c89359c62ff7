package io.github.camelgraphmail.sandbox.core;

import java.util.Objects;
import java.util.Set;

/**
 * An app registration of the tenant, with its service principal.
 *
 * @param clientId the application (client) id
 * @param displayName shown on the page as who sent a mail
 * @param clientSecret the value of its one secret
 * @param roles the application permissions an administrator has consented to, such as {@code Mail.Send}
 */
public record AppRegistration(String clientId, String displayName, String clientSecret, Set<String> roles) {

    public static final String MAIL_SEND = "Mail.Send";
    public static final String MAIL_READ_WRITE = "Mail.ReadWrite";

    public AppRegistration {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(clientSecret, "clientSecret");
        roles = Set.copyOf(roles);
    }

    public boolean mayUse(String role) {
        return roles.contains(role);
    }

    @Override
    public String toString() {
        return "AppRegistration[" + displayName + ", " + clientId + ", roles=" + roles + "]";
    }
}
