package io.github.camelgraphmail.auth;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Entra's AADSTS codes mean for an application that signs in by client credentials, and what to do about each.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Microsoft Entra
 *     authentication and authorization error codes</a>
 */
final class EntraErrorCatalogue {

    private static final Pattern CODE = Pattern.compile("AADSTS\\d+");

    /** Refusals that pass by themselves. */
    private static final Set<String> TRANSIENT = Set.of("AADSTS90033", "AADSTS90055");

    private static final String OTHERWISE =
            "Look the code up at https://login.microsoftonline.com/error and check tenantId, clientId and clientSecret.";

    private static final String CHECK_TENANT =
            "Check option tenantId (Entra admin center, the app registration's overview page, Directory (tenant) ID), and"
                    + " option cloud if the tenant is in a national cloud.";

    private static final Map<String, String> HINTS = Map.of(
            "AADSTS7000215",
            "Check option clientSecret: it takes the secret's Value, which Entra shows once, not its Secret ID. If it is"
                    + " lost, create a new one under Certificates & secrets of the app registration.",
            "AADSTS7000222",
            "The secret in option clientSecret has expired: create a new one under Certificates & secrets of the app"
                    + " registration and set it.",
            "AADSTS700016",
            "Check option clientId (the app registration's overview page, Application (client) ID) and that tenantId is"
                    + " the tenant in which the app is registered.",
            "AADSTS7000112",
            "The application is disabled: enable sign-in in its enterprise application's properties.",
            "AADSTS90002",
            CHECK_TENANT,
            "AADSTS900023",
            CHECK_TENANT,
            "AADSTS500011",
            "Check options cloud and graphEndpoint: this tenant does not know that Graph address.",
            "AADSTS1002012",
            "Check option graphEndpoint: Entra does not accept its address as a scope.",
            "AADSTS53003",
            "A Conditional Access policy for workload identities blocks the application: have it allow this application"
                    + " or this network.");

    /** The code in an error description of Entra's. */
    static Optional<String> code(String description) {
        Matcher matcher = CODE.matcher(description == null ? "" : description);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    boolean isTransient(String code) {
        return TRANSIENT.contains(code);
    }

    /** What to do about a code; something general about one that is not known. */
    String hint(String code) {
        return HINTS.getOrDefault(code, OTHERWISE);
    }
}
