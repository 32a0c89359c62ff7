package io.github.camelgraphmail.examples.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings in a file of properties, in mounted files, and in the environment. DistributionIT has those that need a process. */
class SettingSourcesTest {

    private static final String TENANT = "camel.component.graphmail.tenant-id";
    private static final String SECRET = "camel.component.graphmail.client-secret";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final Main main = new Main();
    private Path properties;
    private Path mounted;

    @BeforeEach
    void create() throws IOException {
        properties = directory.resolve("application.properties");
        mounted = Files.createDirectory(directory.resolve("mounted"));
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void aMountedFileWinsOverTheFileOfProperties() throws IOException {
        write(SECRET + "=from the file\nbus.sender=file@contoso.com\n");
        Files.writeString(mounted.resolve(SECRET), "from the mount");
        Files.writeString(mounted.resolve("bus.sender"), "mount@contoso.com");

        CamelContext context = start();

        assertThat(options(context).getClientSecret()).isEqualTo("from the mount");
        assertThat(context.resolvePropertyPlaceholders("{{bus.sender}}")).isEqualTo("mount@contoso.com");
    }

    @Test
    void aVariableWinsOverAMountedFile() throws IOException {
        write("camel.component.graphmail.tenantId=from-the-file\n");
        Files.writeString(mounted.resolve(TENANT), "from-the-mount");
        environment.put("CAMEL_COMPONENT_GRAPHMAIL_TENANT_ID", "from-the-environment");

        assertThat(options(start()).getTenantId()).isEqualTo("from-the-environment");
    }

    @Test
    void theLineBreakAtTheEndOfAMountedFileIsNoPartOfTheSetting() throws IOException {
        write("");
        Files.writeString(mounted.resolve(SECRET), "secret\r\n");
        Files.writeString(mounted.resolve("bus.sender"), "mount@contoso.com\n");

        CamelContext context = start();

        assertThat(options(context).getClientSecret()).isEqualTo("secret");
        assertThat(context.resolvePropertyPlaceholders("{{bus.sender}}")).isEqualTo("mount@contoso.com");
    }

    /** The files are links into a folder whose name begins with dots, to which another link leads. */
    @Test
    void isReadAsKubernetesMountsIt() throws IOException {
        write("");
        Path version = Files.createDirectory(mounted.resolve("..2026_11_23"));
        Files.writeString(version.resolve(TENANT), "contoso.com");
        Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..2026_11_23"));
        Files.createSymbolicLink(mounted.resolve(TENANT), Path.of("..data", TENANT));

        assertThat(options(start()).getTenantId()).isEqualTo("contoso.com");
    }

    @Test
    void aFolderThatIsNotMountedIsNoFolderWithoutSettings() throws IOException {
        write("");
        Files.delete(mounted);

        assertThatIllegalArgumentException()
                .isThrownBy(this::start)
                .withMessage("camel.main.cloud-properties-location: '" + mounted
                        + "' is no folder. Mount it, or take it out of the setting.");
    }

    private void write(String settings) throws IOException {
        Files.writeString(properties, settings + "camel.main.cloud-properties-location=" + mounted + "\n");
    }

    private CamelContext start() {
        main.setDefaultPropertyPlaceholderLocation("file:" + properties);
        main.configure().withRoutesCollectorEnabled(false).withAutoConfigurationLogSummary(false);
        main.addMainListener(new SettingSources(environment));
        main.start();
        return main.getCamelContext();
    }

    private static GraphMailConfiguration options(CamelContext context) {
        return context.getComponent("graphmail", GraphMailComponent.class).getConfiguration();
    }
}
