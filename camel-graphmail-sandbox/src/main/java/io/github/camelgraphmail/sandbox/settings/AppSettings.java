package io.github.camelgraphmail.sandbox.settings;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An app registration. In a change of one, null leaves what is there.
 *
 * @param secrets null for none
 * @param certificates PEM, or in a file of settings the name of a file of it; null for none
 * @param roles the permissions consented to, such as {@code Mail.Send}; null for none
 */
public record AppSettings(
        String clientId,
        String displayName,
        List<SecretSettings> secrets,
        List<String> certificates,
        List<String> roles) {

    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    public AppRegistration registration() {
        String id = Names.required("clientId", clientId);
        AppRegistration blank = new AppRegistration(
                new ServicePrincipal(id, displayName == null ? id : displayName, Set.of()),
                List.of(),
                List.of(),
                List.of());
        return changed(blank);
    }

    /** The registration with what is set here. */
    public AppRegistration changed(AppRegistration app) {
        ServicePrincipal principal = app.principal();
        return new AppRegistration(
                new ServicePrincipal(
                        principal.clientId(),
                        displayName == null ? principal.displayName() : displayName,
                        roles == null ? principal.roles() : Set.copyOf(roles)),
                secrets == null ? app.secrets() : SettingsReader.each("secrets", secrets, SecretSettings::secret),
                certificates == null
                        ? app.certificates()
                        : SettingsReader.each("certificates", certificates, AppSettings::certificate),
                app.federatedCredentials());
    }

    /** With certificates read from where they are. */
    AppSettings withCertificates(UnaryOperator<String> pem) {
        return certificates == null
                ? this
                : new AppSettings(
                        clientId, displayName, secrets, SettingsReader.each("certificates", certificates, pem), roles);
    }

    private static X509Certificate certificate(String pem) {
        int begin = pem.indexOf(PEM);
        if (begin < 0) {
            throw new IllegalArgumentException("it has no line " + PEM);
        }
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(pem.substring(begin).getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException malformed) {
            throw new IllegalArgumentException(
                    "it can't be read as a certificate: " + malformed.getMessage(), malformed);
        }
    }
}
