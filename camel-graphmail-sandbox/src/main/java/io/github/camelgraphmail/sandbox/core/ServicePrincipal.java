package io.github.camelgraphmail.sandbox.core;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * An application in the tenant, whatever it signs in with: who a token names and what it may do.
 *
 * @param clientId the application (client) id
 * @param displayName shown on the page as who sent a mail
 * @param roles the application permissions an administrator has consented to in Entra, such as {@code Mail.Send}; they
 *     stand in its tokens
 */
public record ServicePrincipal(String clientId, String displayName, Set<String> roles) {

    public static final String MAIL_SEND = "Mail.Send";
    public static final String MAIL_READ_BASIC = "Mail.ReadBasic";
    public static final String MAIL_READ = "Mail.Read";
    public static final String MAIL_READ_WRITE = "Mail.ReadWrite";

    public ServicePrincipal {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(displayName, "displayName");
        roles = Set.copyOf(roles);
    }

    /** The same with these permissions instead of those it has. */
    public ServicePrincipal withRoles(Set<String> changed) {
        return new ServicePrincipal(clientId, displayName, changed);
    }

    /** The object id of the enterprise application, made of the client id. */
    public String objectId() {
        return UUID.nameUUIDFromBytes(clientId.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
