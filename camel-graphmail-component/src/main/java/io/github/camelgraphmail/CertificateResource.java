package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.CredentialFile;
import io.github.camelgraphmail.auth.CredentialSource;
import io.github.camelgraphmail.auth.UnusableCredentialException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * The certificate that option {@code clientCertificate} names, as a Camel resource that is no file: on the class path, in
 * the registry, at an address.
 */
record CertificateResource(CamelContext context, String location) implements CredentialSource {

    private static final String OPTION = "clientCertificate";

    /** Resources that carry their content in their name, which shows up in logs and in JMX. */
    private static final Set<String> INLINE = Set.of("base64", "data");

    private static final String FILE_SCHEME = "file:";

    /** @throws IllegalArgumentException when the key itself stands in the option */
    static CredentialSource of(CamelContext context, String location) {
        if (location.startsWith(FILE_SCHEME)) {
            return new CredentialFile(OPTION, Path.of(location.substring(FILE_SCHEME.length())));
        }
        int colon = location.indexOf(':');
        // One letter is a drive of Windows.
        if (colon < 2) {
            return Files.exists(Path.of(location))
                    ? new CredentialFile(OPTION, Path.of(location))
                    : new CertificateResource(context, location);
        }
        String scheme = location.substring(0, colon).toLowerCase(Locale.ROOT);
        if (INLINE.contains(scheme)) {
            throw new IllegalArgumentException(OPTION + ": a key that stands in the option itself (" + scheme
                    + ":...) shows up in logs. Put it into a file, or into the registry as a bean (ref:name)");
        }
        return new CertificateResource(context, location);
    }

    CertificateResource {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(location, "location");
    }

    @Override
    public byte[] read() throws IOException {
        Resource resource = PluginHelper.getResourceLoader(context).resolveResource(location);
        try (InputStream in = resource.exists() ? resource.getInputStream() : null) {
            if (in == null) {
                throw new UnusableCredentialException(
                        this + " does not exist. Without a scheme it is looked for as a file and on the class path.",
                        null);
            }
            return in.readAllBytes();
        }
    }

    @Override
    public Object version() {
        return location;
    }

    @Override
    public String toString() {
        return OPTION + ": '" + location + "'";
    }
}
