package io.github.camelgraphmail.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInOptionsTest {

    private static final URI ENTRA = URI.create("https://login.microsoftonline.com");

    @ParameterizedTest
    @CsvSource({
        "clientSecret=s, ClientSecret[secret=option clientSecret]",
        "clientSecretFile=/run/secrets/erp, ClientSecret[secret=clientSecretFile: the file '/run/secrets/erp']",
        "clientSecretFile=file:/run/secrets/erp, ClientSecret[secret=clientSecretFile: the file '/run/secrets/erp']",
        "federatedTokenFile=/token, FederatedToken[token=federatedTokenFile: the file '/token']",
        "credentialType=client-certificate clientSecret=s clientCertificate=c,"
                + " 'ClientCertificate[certificate=option clientCertificate, password=Optional.empty]'",
        "credentialType=client-secret clientSecret=s clientCertificate=c, ClientSecret[secret=option clientSecret]",
    })
    void takesWhatIsSet(String set, String credential) {
        Identity identity =
                options("tenantId=contoso.com clientId=app " + set, "").identity();

        assertThat(identity).isInstanceOfSatisfying(Identity.App.class, app -> {
            assertThat(app.tenantId()).isEqualTo("contoso.com");
            assertThat(app.clientId()).isEqualTo("app");
            assertThat(app.credential()).hasToString(credential);
        });
    }

    @Test
    void takesAWorkloadIdentityFromItsEnvironment() {
        Identity identity = options("", "AZURE_FEDERATED_TOKEN_FILE=/t AZURE_TENANT_ID=contoso AZURE_CLIENT_ID=erp")
                .identity();

        assertThat(identity)
                .isEqualTo(new Identity.App(
                        ENTRA,
                        "contoso",
                        "erp",
                        new Credential.FederatedToken(
                                new CredentialFile("AZURE_FEDERATED_TOKEN_FILE", Path.of("/t")))));
    }

    @Test
    void prefersWhatIsSetToTheEnvironment() {
        Identity identity = options(
                        "tenantId=t clientId=c clientSecret=s",
                        "AZURE_FEDERATED_TOKEN_FILE=/t AZURE_TENANT_ID=contoso AZURE_CLIENT_ID=erp")
                .identity();

        assertThat(identity)
                .isEqualTo(new Identity.App(
                        ENTRA, "t", "c", new Credential.ClientSecret(new FixedSecret("clientSecret", "s"))));
    }

    @Test
    void takesAManagedIdentity() {
        assertThat(options("credentialType=managed-identity", "").identity())
                .isEqualTo(new Identity.Machine(Optional.empty()));
        assertThat(options("managedIdentityClientId=erp", "").identity())
                .isEqualTo(new Identity.Machine(Optional.of("erp")));
        assertThat(options("credentialType=managed-identity tenantId=t clientSecret=s", "")
                        .identity())
                .isEqualTo(new Identity.Machine(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| Nothing is set to sign in with. Set tenantId and clientId and one of clientSecret, clientSecretFile, clientCert",
                "tenantId=t clientId=c | Nothing is set to sign in with. Set one of clientSecret",
                "tenantId=t | Nothing is set to sign in with. Set clientId and one of",
                "clientSecret=s clientId=c | tenantId is not set",
                "clientSecret=s tenantId=t | clientId is not set",
                "federatedTokenFile=/t clientId=c | tenantId is not set",
                "tenantId=common clientId=c clientSecret=s | tenantId: 'common' stands for many tenants",
                "tenantId=t clientId=c clientSecret=s clientSecretFile=f | clientSecret and clientSecretFile are both set",
                "tenantId=t clientId=c clientSecret=s clientCertificate=c | clientSecret and clientCertificate are set, of which"
                        + " each would do. Remove one, or set credentialType to client-secret or client-certificate",
                "tenantId=t clientId=c clientSecretFile=s federatedTokenFile=f | clientSecretFile and federatedTokenFile are set",
                "tenantId=t clientId=c clientSecret=s managedIdentityClientId=m | clientSecret and managedIdentityClientId are set",
                "clientId=c managedIdentityClientId=m | clientId is set, but a managed identity does not take it",
                "clientId=c credentialType=managed-identity | named by managedIdentityClientId",
                "tenantId=a/b clientId=c clientSecret=s | tenantId: 'a/b' is neither an id nor a domain",
                "tenantId=.. clientId=c clientSecret=s | tenantId: '..' is neither",
                "tenantId=contoso.com/ clientId=c clientSecret=s | tenantId: 'contoso.com/' is neither",
                "credentialType=client-secret tenantId=t clientId=c clientSecret=s privateKeyPassword=p | privateKeyPassword",
                "tenantId=t clientId=c privateKeyPassword=p | privateKeyPassword is set, but clientCertificate",
                "tenantId=t clientId=c clientSecret=s privateKeyPassword=p | privateKeyPassword is set, but clientCertificate",
                "credentialType=client-secret tenantId=t clientId=c clientCertificate=c | clientSecret is not set",
                "credentialType=client-certificate tenantId=t clientId=c clientSecret=s | clientCertificate is not set",
                "credentialType=workload-identity tenantId=t clientId=c | federatedTokenFile is not set",
            })
    void namesTheOptionsThatAreMissingOrContradictEachOther(String set, String message) {
        assertThatThrownBy(() -> options(set == null ? "" : set, "").identity())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesTheCredentialTypes() {
        assertThatThrownBy(() -> CredentialType.named("password"))
                .hasMessage(
                        "credentialType: 'password' is none of client-secret, client-certificate, workload-identity,"
                                + " managed-identity");
    }

    private static SignInOptions options(String set, String environment) {
        Map<String, String> options = map(set);
        return new SignInOptions(
                get(options, "credentialType").map(CredentialType::named),
                ENTRA,
                get(options, "tenantId"),
                get(options, "clientId"),
                get(options, "clientSecret").map(value -> new FixedSecret("clientSecret", value)),
                get(options, "clientSecretFile"),
                get(options, "clientCertificate").map(value -> new FixedSecret("clientCertificate", value)),
                get(options, "privateKeyPassword").map(value -> new FixedSecret("privateKeyPassword", value)),
                get(options, "federatedTokenFile"),
                get(options, "managedIdentityClientId"),
                map(environment)::get);
    }

    private static Optional<String> get(Map<String, String> options, String name) {
        return Optional.ofNullable(options.get(name));
    }

    private static Map<String, String> map(String text) {
        Map<String, String> map = new HashMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.split(" ")) {
            map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return map;
    }
}
