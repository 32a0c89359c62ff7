package io.github.camelgraphmail.doctor.advice;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What names an application in its tenant, as far as it is known. What is none of the kind is not taken, so that each may stand
 * in a command.
 *
 * @param tenant the tenant's id or one of its domains
 * @param client the application (client) id
 * @param principal the object id of the enterprise application (service principal)
 */
public record TenantIds(Optional<String> tenant, Optional<String> client, Optional<String> principal) {

    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    public TenantIds {
        tenant = Objects.requireNonNull(tenant, "tenant").filter(TenantIds::isTenant);
        client = Objects.requireNonNull(client, "client").filter(TenantIds::isGuid);
        principal = Objects.requireNonNull(principal, "principal").filter(TenantIds::isGuid);
    }

    /** Null or empty for what is not known. */
    public static TenantIds of(String tenant, String client, String principal) {
        return new TenantIds(Optional.ofNullable(tenant), Optional.ofNullable(client), Optional.ofNullable(principal));
    }

    /** These, and where they say nothing, others. */
    public TenantIds or(TenantIds others) {
        return new TenantIds(tenant.or(others::tenant), client.or(others::client), principal.or(others::principal));
    }

    public static boolean isGuid(String text) {
        return GUID.matcher(text).matches();
    }

    public static boolean isTenant(String text) {
        return isGuid(text) || DOMAIN.matcher(text).matches();
    }
}
