package io.github.camelgraphmail.auth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Entra's AADSTS codes mean for an application that signs in by client credentials, and what to do about each.
 * Microsoft publishes the codes and asks programs not to depend on their texts, so the codes alone are looked at.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Microsoft Entra
 *     authentication and authorization error codes</a>
 */
final class EntraErrorCatalogue {

    private static final Pattern CODE = Pattern.compile("AADSTS\\d+");

    private static final String OTHERWISE =
            "Look the code up at https://login.microsoftonline.com/error and check tenantId, clientId and the credential.";

    /** Refusals of a credential, which another one in its place may mend. */
    private static final Set<String> CREDENTIAL_CODES =
            Set.of("AADSTS7000215", "AADSTS7000222", "AADSTS700027", "AADSTS700024", "AADSTS50027");

    private static final String REGISTRATION = "Entra admin center, App registrations, the app, ";

    private static final List<Entry> ENTRIES = List.of(
            fix(
                    "AADSTS7000215",
                    "The client secret is wrong.",
                    "Check option clientSecret or the file of clientSecretFile: it takes the secret's Value, which Entra shows"
                            + " once, not its Secret ID. If it is lost, make a new one (" + REGISTRATION
                            + "Certificates & secrets; or: az ad app credential reset --id CLIENT_ID --append)."),
            fix(
                    "AADSTS7000222",
                    "The client secret has expired.",
                    "Make a new one (" + REGISTRATION
                            + "Certificates & secrets; or: az ad app credential reset --id CLIENT_ID"
                            + " --append) and put it into clientSecret or the file of clientSecretFile."),
            fix(
                    "AADSTS700027",
                    "The certificate is not registered with the app, has ended, or its key does not belong to it.",
                    "Upload the certificate (without its key) of clientCertificate (" + REGISTRATION
                            + "Certificates & secrets, Certificates; or: az ad app credential reset --id CLIENT_ID --cert @erp.crt"
                            + " --append) and compare the thumbprints: openssl x509 -in erp.pem -noout -fingerprint -sha1"
                            + " -enddate."),
            fix(
                    "AADSTS7000213",
                    "The certificate's chain is not accepted: the app trusts certificates by subject name and issuer.",
                    "Have the certificate issued by the authority that the app trusts, or register the certificate itself"
                            + " with the app."),
            fix(
                    "AADSTS700030",
                    "The certificate's subject name is not authorized for the app.",
                    "Use a certificate with one of the subject names that the app trusts, or register this one with the app."),
            fix(
                    "AADSTS700024",
                    "The assertion is not valid at this time.",
                    "Compare this machine's clock with a time server (timedatectl, w32tm /query /status). With workload"
                            + " identity, check that the token in federatedTokenFile is renewed."),
            fix(
                    "AADSTS700023",
                    "The assertion was made for another token endpoint.",
                    "Check options tenantId, cloud and authorityHost: a gateway between this machine and Entra must not change"
                            + " the address."),
            fix(
                    "AADSTS50027",
                    "The assertion can't be read.",
                    "With workload identity, check what stands in federatedTokenFile: one token and nothing else."),
            fix(
                    "AADSTS7000218",
                    "The request had no credential.",
                    "Check that nothing between this machine and Entra changes requests."),
            fix(
                    "AADSTS70021",
                    "No federated credential of the app matches the token.",
                    "Compare issuer, subject and audience of the app's federated credential (" + REGISTRATION
                            + "Certificates & secrets, Federated credentials; or: az ad app federated-credential list --id"
                            + " CLIENT_ID) with those of the token in federatedTokenFile."),
            fix(
                    "AADSTS700211",
                    "No federated credential of the app has the token's issuer.",
                    "Set the federated credential's issuer to the cluster's OIDC issuer, to the letter (az aks show -n CLUSTER"
                            + " -g GROUP --query oidcIssuerProfile.issuerUrl)."),
            fix(
                    "AADSTS700212",
                    "No federated credential of the app has the token's audience.",
                    "Set the federated credential's audience to api://AzureADTokenExchange, and have the token made for it."),
            fix(
                    "AADSTS700213",
                    "No federated credential of the app has the token's subject.",
                    "Set the federated credential's subject to system:serviceaccount:NAMESPACE:SERVICEACCOUNT of the pod, to the"
                            + " letter."),
            fix(
                    "AADSTS700016",
                    "The tenant has no such application.",
                    "Check option clientId (" + REGISTRATION
                            + "Overview, Application (client) ID) and that tenantId is the"
                            + " tenant in which the app is registered or to which it was added."),
            fix(
                    "AADSTS700011",
                    "The tenant has no such application.",
                    "Check options clientId and tenantId, and that an administrator has added the app to that tenant."),
            fix(
                    "AADSTS7000229",
                    "The application has no service principal in the tenant.",
                    "Have an administrator add it (az ad sp create --id CLIENT_ID) and grant it Mail.Send."),
            fix(
                    "AADSTS7000112",
                    "The application is disabled.",
                    "Enable sign-in (Entra admin center, Enterprise applications, the app, Properties, Enabled for users to"
                            + " sign in)."),
            fix(
                    "AADSTS70001",
                    "The application is disabled or unknown.",
                    "Check option clientId, and that sign-in is enabled (Entra admin center, Enterprise applications, the app,"
                            + " Properties)."),
            fix(
                    "AADSTS90002",
                    "There is no such tenant, or it is in another cloud.",
                    "Check option tenantId (" + REGISTRATION
                            + "Overview, Directory (tenant) ID), and option cloud if the tenant"
                            + " is in a national cloud."),
            fix(
                    "AADSTS900023",
                    "The tenant is neither an id nor a domain.",
                    "Check option tenantId (" + REGISTRATION
                            + "Overview, Directory (tenant) ID), and option cloud if the tenant"
                            + " is in a national cloud."),
            fix(
                    "AADSTS50059",
                    "The request names no tenant.",
                    "Set option tenantId to the directory (tenant) id; common and organizations are not enough."),
            fix(
                    "AADSTS500011",
                    "The tenant does not know the Graph that the token is for.",
                    "Check options cloud and graphEndpoint."),
            fix(
                    "AADSTS1002012",
                    "Entra does not accept Graph's address as a scope.",
                    "Check option graphEndpoint: the root alone, such as https://graph.microsoft.com."),
            fix("AADSTS70011", "The scope is not valid.", "Check option graphEndpoint: the root alone."),
            fix(
                    "AADSTS900144",
                    "The request lacks a parameter.",
                    "Check that nothing between this machine and Entra changes requests."),
            fix(
                    "AADSTS53003",
                    "A Conditional Access policy for workload identities blocks the application.",
                    "Have the policy allow this application or this network (Entra admin center, Protection, Conditional"
                            + " Access; the sign-in logs of service principals name the policy)."),
            fix(
                    "AADSTS50196",
                    "Entra has seen too many of the same request.",
                    "Look for applications that sign in with this client id without keeping their token."),
            passes("AADSTS90033", "Entra is temporarily unavailable."),
            passes("AADSTS90055", "Entra is throttling: there are too many requests."),
            passes("AADSTS50033", "Entra has a passing error of its own."));

    private EntraErrorCatalogue() {}

    /**
     * A code and what it means.
     *
     * @param passes whether asking again helps without anybody doing something; the component does so by itself
     */
    record Entry(String code, String meaning, String whatToDo, boolean passes) {}

    static List<Entry> entries() {
        return ENTRIES;
    }

    /** The code in an error description of Entra's. */
    static Optional<String> code(String description) {
        Matcher matcher = CODE.matcher(description == null ? "" : description);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** @param code null for none */
    static boolean isTransient(String code) {
        return entry(code).filter(Entry::passes).isPresent();
    }

    /** @param code null for none */
    static boolean isAboutTheCredential(String code) {
        return code != null && CREDENTIAL_CODES.contains(code);
    }

    /** What to do about a code; something general about one that is not known. */
    static String hint(String code) {
        return entry(code).map(Entry::whatToDo).orElse(OTHERWISE);
    }

    private static Optional<Entry> entry(String code) {
        return ENTRIES.stream().filter(entry -> entry.code().equals(code)).findFirst();
    }

    private static Entry fix(String code, String meaning, String whatToDo) {
        return new Entry(code, meaning, whatToDo, false);
    }

    private static Entry passes(String code, String meaning) {
        return new Entry(code, meaning, "Nothing: the component asks again by itself, with growing waits.", true);
    }
}
