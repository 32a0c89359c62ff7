package io.github.camelgraphmail.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.settings.Names;
import io.github.camelgraphmail.sandbox.settings.SandboxSettings;
import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/sandbox.md says what the code does. */
class SandboxDocTest {

    private static final Path DOC = Path.of("..", "docs", "sandbox.md");

    @TempDir
    private Path directory;

    @Test
    void itsFileOfSettingsHasThemAllAndCanBeRead() throws IOException {
        Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOC));
        assertThat(yaml.find()).isTrue();
        AppCertificate.create("ERP", Instant.now(), Instant.now().plusSeconds(60))
                .writePem(directory.resolve("erp.pem"));
        Path file = Files.writeString(directory.resolve("sandbox.yaml"), yaml.group(1));

        assertThat(SandboxConfiguration.defaults().with(file).tenant().mailboxes())
                .hasSize(3);
        assertThat(Arrays.stream(SandboxSettings.class.getRecordComponents()).map(RecordComponent::getName))
                .allSatisfy(name -> assertThat(yaml.group(1)).containsPattern("(?m)^" + name + ":"));
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void itsTableHasEveryFaultAndWhenItHappens(FaultKind kind) throws IOException {
        String moments =
                kind.moments().stream().map((Moment moment) -> Names.of(moment)).collect(Collectors.joining(", "));

        assertThat(Files.readString(DOC))
                .containsPattern("(?m)^\\| `" + kind.kindName() + "` \\| .* \\| " + moments + " \\| .*\\|$");
    }
}
