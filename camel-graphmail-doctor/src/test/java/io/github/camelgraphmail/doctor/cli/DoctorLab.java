package io.github.camelgraphmail.doctor.cli;

import io.github.camelgraphmail.doctor.DoctorRun;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** A sandbox, the properties of an application for it, and the command to run on them. */
public final class DoctorLab implements AutoCloseable {

    public static final String CLIENT = SandboxConfiguration.CLIENT_ID;
    public static final String SENDER = "erp@contoso.com";
    public static final String FORBIDDEN = "ceo@contoso.com";

    private final GraphMailSandbox sandbox = GraphMailSandbox.start();
    private final Path directory;
    private final Socket unconnected = new Socket();

    public DoctorLab(Path directory) throws IOException {
        this.directory = directory;
        // Its port is taken, and nobody listens there.
        unconnected.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public GraphMailSandbox sandbox() {
        return sandbox;
    }

    /** An address that nobody listens at. */
    public String deadEnd() {
        return "https://localhost:" + unconnected.getLocalPort();
    }

    /** Makes the app's registration another. */
    public void app(UnaryOperator<AppRegistration> change) {
        sandbox.update(CLIENT, change);
    }

    /** The properties of an application that uses the sandbox. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        sandbox.signIn().forEach((name, value) -> properties.put("camel.component.graphmail." + name, value));
        properties.put("camel.component.graphmail.use-global-ssl-context-parameters", "true");
        properties.put("camel.ssl.enabled", "true");
        properties.put("camel.ssl.trust-store", "file:" + sandbox.trustStore());
        properties.put("camel.ssl.trust-store-password", sandbox.trustStorePassword());
        return properties;
    }

    /** Those with changes. */
    public Map<String, String> properties(Consumer<Map<String, String>> change) {
        Map<String, String> properties = properties();
        change.accept(properties);
        return properties;
    }

    public Path file(Map<String, String> properties) {
        try {
            Path file = Files.createTempFile(directory, "application", ".properties");
            return Files.writeString(
                    file,
                    properties.entrySet().stream()
                            .map(property -> property.getKey() + "="
                                    + property.getValue().replace("\\", "\\\\"))
                            .collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command for the sender, with these properties. */
    public DoctorRun run(Map<String, String> properties, String... arguments) {
        return execute(Stream.concat(Stream.of("--config", file(properties).toString()), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    /** Runs the command without a terminal. */
    public static DoctorRun execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = DoctorCommand.commandLine(StandardCharsets.UTF_8)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        int exitStatus = line.execute(arguments);
        return new DoctorRun(exitStatus, out.toString(), err.toString());
    }

    /** How many mails, drafts and copies there are in all mailboxes. */
    public int traces() {
        return sandbox.mails().size()
                + sandbox.mailboxes().all().stream()
                        .map(Mailbox::address)
                        .mapToInt(address -> sandbox.drafts(address).size()
                                + sandbox.sentItems(address).size())
                        .sum();
    }

    @Override
    public void close() throws IOException {
        unconnected.close();
        sandbox.close();
    }
}
