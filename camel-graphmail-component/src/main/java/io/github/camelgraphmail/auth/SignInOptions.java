package io.github.camelgraphmail.auth;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The options of signing in as they were set, each empty when it was not; and what identity they make. What is set
 * decides; where that is more than one thing, or half of one, the error names the options.
 *
 * @param authorityHost where Entra is
 * @param environment gives the value of an environment variable, or null
 */
public record SignInOptions(
        Optional<CredentialType> credentialType,
        URI authorityHost,
        Optional<String> tenantId,
        Optional<String> clientId,
        Optional<CredentialSource> clientSecret,
        Optional<String> clientSecretFile,
        Optional<CredentialSource> clientCertificate,
        Optional<CredentialSource> privateKeyPassword,
        Optional<String> federatedTokenFile,
        Optional<String> managedIdentityClientId,
        Function<String, String> environment) {

    private static final String TOKEN_FILE_VARIABLE = "AZURE_FEDERATED_TOKEN_FILE";

    /** Names that stand for no tenant in particular; the client credentials flow wants one. */
    private static final Set<String> NO_TENANTS = Set.of("common", "organizations", "consumers");

    /** An id or a domain: nothing that would make another address of Entra's. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9]+([.-][A-Za-z0-9]+)*");

    private static final String ALTERNATIVES =
            "clientSecret, clientSecretFile, clientCertificate, federatedTokenFile (workload identity),"
                    + " managedIdentityClientId or credentialType=managed-identity, or accessTokenProvider";

    /** Whether nothing is set that says what to sign in with, so that something else may. */
    public boolean isSilent() {
        return credentialType.isEmpty()
                && clientSecret.isEmpty()
                && clientSecretFile.isEmpty()
                && clientCertificate.isEmpty()
                && privateKeyPassword.isEmpty()
                && federatedTokenFile.isEmpty()
                && managedIdentityClientId.isEmpty();
    }

    /** @throws IllegalArgumentException naming the options that are missing or contradict each other */
    public Identity identity() {
        refuseHalves();
        CredentialType type = credentialType.orElseGet(this::typeThatIsSet);
        return switch (type) {
            case MANAGED_IDENTITY -> machine();
            case WORKLOAD_IDENTITY ->
                new Identity.App(
                        authorityHost,
                        tenant(tenantId.or(() -> variable("AZURE_TENANT_ID"))),
                        client(clientId.or(() -> variable("AZURE_CLIENT_ID"))),
                        new Credential.FederatedToken(federatedToken()));
            case CLIENT_CERTIFICATE -> app(certificate());
            case CLIENT_SECRET -> app(secret());
        };
    }

    private Identity.App app(Credential credential) {
        return new Identity.App(authorityHost, tenant(tenantId), client(clientId), credential);
    }

    private CredentialType typeThatIsSet() {
        Map<String, CredentialType> set = new LinkedHashMap<>();
        clientSecret.ifPresent(value -> set.put("clientSecret", CredentialType.CLIENT_SECRET));
        clientSecretFile.ifPresent(value -> set.put("clientSecretFile", CredentialType.CLIENT_SECRET));
        clientCertificate.ifPresent(value -> set.put("clientCertificate", CredentialType.CLIENT_CERTIFICATE));
        federatedTokenFile.ifPresent(value -> set.put("federatedTokenFile", CredentialType.WORKLOAD_IDENTITY));
        managedIdentityClientId.ifPresent(value -> set.put("managedIdentityClientId", CredentialType.MANAGED_IDENTITY));
        List<CredentialType> types = set.values().stream().distinct().toList();
        if (types.size() > 1) {
            throw new IllegalArgumentException(String.join(" and ", set.keySet())
                    + " are set, of which each would do. Remove one, or set credentialType to "
                    + types.stream().map(CredentialType::toString).collect(Collectors.joining(" or ")));
        }
        return types.isEmpty() ? typeOfTheEnvironment() : types.get(0);
    }

    /** Options that say nothing without another one that is not there. */
    private void refuseHalves() {
        if (privateKeyPassword.isPresent() && clientCertificate.isEmpty()) {
            throw new IllegalArgumentException(
                    "privateKeyPassword is set, but clientCertificate, which it would open, is not");
        }
    }

    private Identity.Machine machine() {
        if (clientId.isPresent()) {
            throw new IllegalArgumentException(
                    "clientId is set, but a managed identity does not take it: a user-assigned one"
                            + " is named by managedIdentityClientId. clientId belongs to an app registration, with one of clientSecret,"
                            + " clientSecretFile, clientCertificate and federatedTokenFile");
        }
        return new Identity.Machine(managedIdentityClientId);
    }

    private CredentialType typeOfTheEnvironment() {
        if (variable(TOKEN_FILE_VARIABLE).isPresent()) {
            return CredentialType.WORKLOAD_IDENTITY;
        }
        List<String> missing = new ArrayList<>();
        if (tenantId.isEmpty()) {
            missing.add("tenantId");
        }
        if (clientId.isEmpty()) {
            missing.add("clientId");
        }
        String besides = missing.isEmpty() ? "" : String.join(" and ", missing) + " and ";
        throw new IllegalArgumentException("Nothing is set to sign in with. Set " + besides + "one of " + ALTERNATIVES);
    }

    private Credential secret() {
        if (clientSecret.isPresent() && clientSecretFile.isPresent()) {
            throw new IllegalArgumentException("clientSecret and clientSecretFile are both set. Remove one");
        }
        return new Credential.ClientSecret(
                clientSecret
                        .or(() -> clientSecretFile.map(file -> file("clientSecretFile", file)))
                        .orElseThrow(
                                () -> missing(
                                        "clientSecret",
                                        "the value (not the id) of a secret of the app registration, or clientSecretFile to a file with it")));
    }

    private Credential certificate() {
        return new Credential.ClientCertificate(
                clientCertificate.orElseThrow(
                        () -> missing("clientCertificate", "a PEM or PKCS#12 file with the certificate and its key")),
                privateKeyPassword);
    }

    private CredentialSource federatedToken() {
        return federatedTokenFile
                .map(file -> file("federatedTokenFile", file))
                .or(() -> variable(TOKEN_FILE_VARIABLE).map(file -> file(TOKEN_FILE_VARIABLE, file)))
                .orElseThrow(() -> missing(
                        "federatedTokenFile",
                        "the file with the workload's token; " + TOKEN_FILE_VARIABLE
                                + ", which usually names it, is not set" + " either"));
    }

    private static CredentialSource file(String named, String path) {
        try {
            return new CredentialFile(
                    named, Path.of(path.startsWith("file:") ? path.substring("file:".length()) : path));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(named + ": '" + path + "' is no path of a file", e);
        }
    }

    private static String tenant(Optional<String> option) {
        String tenant = option.orElseThrow(
                () -> missing("tenantId", "the directory (tenant) id of the app registration's overview page"));
        if (NO_TENANTS.contains(tenant.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "tenantId: '" + tenant
                            + "' stands for many tenants. Set it to the directory (tenant) id of the app registration's overview page");
        }
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("tenantId: '" + tenant
                    + "' is neither an id nor a domain. Set it to the directory (tenant) id of the app registration's overview"
                    + " page");
        }
        return tenant;
    }

    private static String client(Optional<String> option) {
        return option.orElseThrow(
                () -> missing("clientId", "the application (client) id of the app registration's overview page"));
    }

    private static IllegalArgumentException missing(String option, String meaning) {
        return new IllegalArgumentException(
                option + " is not set. Set it to " + meaning + ". Other ways to sign in: " + ALTERNATIVES);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
    }

    /** Without the values: they name secrets. */
    @Override
    public String toString() {
        return "SignInOptions[" + credentialType.map(CredentialType::toString).orElse("by what is set") + "]";
    }
}
