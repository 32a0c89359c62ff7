package io.github.camelgraphmail.examples.bus.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.QuickGraphMail;
import io.github.camelgraphmail.examples.bus.distribution.Distribution.Finished;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as it is unpacked, started, stopped and replaced by the next one. */
@Timeout(300)
class DistributionIT {

    private static final int TERMINATED = 143;

    /** In the names of files: Mü. */
    private static final String UMLAUT = "M\\303\\274";

    @TempDir
    private static Path unpacked;

    private static Distribution distribution;

    @TempDir
    private Path machine;

    @BeforeAll
    static void unpack() throws Exception {
        distribution = Distribution.unpackInto(unpacked);
    }

    @Test
    void sendsWhatIsDroppedAndGoesOnWhereItWasStopped() throws Exception {
        try (GraphMailSandbox sandbox = sandbox()) {
            Map<String, String> environment = configure(sandbox);
            addQuickComponent();
            Process first = distribution.start(environment, machine.resolve("first.txt"));
            try {
                awaitStart(first, "first.txt");
                drop(UMLAUT + "ller.txt");
                patiently().until(() -> sandbox.mails().size() == 1);
                assertThat(sandbox.mails().get(0).subject()).isEqualTo("Müller.txt");
                assertThat(sandbox.mails().get(0).message().to())
                        .extracting(MailboxAddress::address)
                        .containsExactly("environment@contoso.com");

                takeGraphDown(sandbox);
                drop("waits.txt");
                patiently().until(() -> Files.exists(data().resolve("bus/folder/done/waits.txt")));
                assertThat(distribution.run(environment, "dead-letters", "list"))
                        .isEqualTo(new Finished(0, "\n"));
                assertThat(stop(first)).isEqualTo(TERMINATED);
            } finally {
                first.destroyForcibly();
            }

            sandbox.faults().clear();
            distribution = new Distribution(Files.move(distribution.home(), unpacked.resolve("the next version")));
            Process second = distribution.start(environment, machine.resolve("second.txt"));
            try {
                awaitStart(second, "second.txt");
                patiently().until(() -> sandbox.mails().size() == 2);
                assertThat(distribution.run(environment, "doctor", "--ascii").output())
                        .contains("Sign-in")
                        .contains("Graph answered 400")
                        .doesNotContain(SandboxConfiguration.CLIENT_SECRET);
                assertThat(stop(second)).isEqualTo(TERMINATED);
                assertThat(sandbox.mails().stream().map(AcceptedMail::subject))
                        .containsExactlyInAnyOrder("Müller.txt", "waits.txt");
            } finally {
                second.destroyForcibly();
            }
        }
    }

    @Test
    void doesNotStartWithoutATenantWhereMailsMustNotEndInASandbox() throws Exception {
        Finished start =
                distribution.run(Map.of("SANDBOX_START", "never", "GRAPHMAIL_BUS_DATA", data().toString()), "start");

        assertThat(start.status()).isOne();
        assertThat(start.output())
                .contains("The mail bus has not started. Nothing is configured to sign in with")
                .contains("camel.component.graphmail.tenant-id")
                .doesNotContain("\tat ");
    }

    @Test
    void saysWhatIsWrongBeforeItStarts() throws Exception {
        Path old = Files.createDirectories(machine.resolve("java-11/bin"));
        Files.writeString(old.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(old.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(distribution.run(Map.of("JAVA_HOME", old.getParent().toString()), "start"))
                .isEqualTo(new Finished(
                        69,
                        "graphmail-bus: " + old.resolve("java")
                                + " is Java 11.0.2. A JDK 17 or later is needed: set JAVA_HOME to one.\n"));
        assertThat(distribution.run(Map.of("JAVA_HOME", "/nowhere"), "start"))
                .isEqualTo(
                        new Finished(
                                69,
                                "graphmail-bus: JAVA_HOME is /nowhere, where there is no bin/java. Set it to a JDK 17 or later.\n"));
        assertThat(distribution.run(Map.of("GRAPHMAIL_BUS_CONF", "/nowhere"), "start"))
                .isEqualTo(
                        new Finished(
                                66,
                                "graphmail-bus: There is no folder /nowhere. Set GRAPHMAIL_BUS_CONF to the one of application.properties.\n"));
        assertThat(distribution.run(Map.of(), "stop").status()).isEqualTo(64);
        assertThat(distribution.run(Map.of(), "version").output()).matches("graphmail-bus \\d\\S*\n");
    }

    /** Those of the bus with their defaults, and what it takes to sign in, all to be filled in. */
    @Test
    void bringsAFileWithEachSetting() throws IOException {
        String file = Files.readString(distribution.home().resolve("conf/application.properties"));
        Properties all = new Properties();
        all.load(new StringReader(file.replaceAll("(?m)^#(?=[a-z])", "")));
        Properties defaults = new Properties();
        try (InputStream own = DistributionIT.class.getResourceAsStream("/bus/application.properties")) {
            defaults.load(own);
        }
        defaults.keySet().removeIf(name -> ((String) name).startsWith("camel.main."));

        assertThat(file.lines()).allMatch(line -> line.isEmpty() || line.startsWith("#"));
        assertThat(all).containsAllEntriesOf(defaults);
        Set<Object> others = new TreeSet<>(all.keySet());
        others.removeAll(defaults.keySet());
        assertThat(others)
                .containsExactly(
                        "camel.component.graphmail.client-certificate",
                        "camel.component.graphmail.client-id",
                        "camel.component.graphmail.client-secret-file",
                        "camel.component.graphmail.tenant-id");
    }

    private static GraphMailSandbox sandbox() {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        Tenant tenant = defaults.tenant();
        AppRegistration app =
                tenant.apps().get(0).withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE));
        return GraphMailSandbox.start(defaults.withTenant(tenant.withApps(List.of(app))));
    }

    private static void takeGraphDown(GraphMailSandbox sandbox) {
        for (Fault.Operation operation : List.of(Fault.Operation.CREATE, Fault.Operation.FIND, Fault.Operation.SEND)) {
            sandbox.faults()
                    .atRate(new Fault(operation, Fault.Moment.BEFORE, Fault.answer(503, "ServiceUnavailable")), 1);
        }
    }

    /** The client secret in a mounted file, the recipient in the environment, the rest in a file of properties. */
    private Map<String, String> configure(GraphMailSandbox sandbox) throws IOException {
        Path conf = Files.createDirectories(machine.resolve("conf"));
        Path secrets = Files.createDirectories(machine.resolve("secrets"));
        Files.writeString(
                secrets.resolve("camel.component.graphmail.client-secret"), SandboxConfiguration.CLIENT_SECRET + "\n");
        Files.writeString(
                conf.resolve("application.properties"),
                String.join(
                        "\n",
                        "camel.beans.graphmail=#class:" + QuickGraphMail.class.getName() + "#component(50)",
                        "camel.component.graphmail.tenant-id="
                                + sandbox.tenant().id(),
                        "camel.component.graphmail.client-id=" + SandboxConfiguration.CLIENT_ID,
                        "camel.component.graphmail.client-secret=of yesterday",
                        "camel.component.graphmail.authority-host=" + sandbox.http(),
                        "camel.component.graphmail.graph-endpoint=" + sandbox.http(),
                        "camel.component.graphmail.retry-timeout=300",
                        "bus.management.port=0",
                        "bus.folder.to=file@contoso.com",
                        "bus.files.poll=100",
                        "bus.lock.interval=200ms",
                        "bus.retry.first=200ms",
                        "bus.retry.longest=1s"));
        Map<String, String> environment = new HashMap<>();
        environment.put("GRAPHMAIL_BUS_CONF", conf.toString());
        environment.put("GRAPHMAIL_BUS_DATA", data().toString());
        environment.put("CAMEL_MAIN_CLOUD_PROPERTIES_LOCATION", secrets.toString());
        environment.put("BUS_FOLDER_TO", "environment@contoso.com");
        environment.put("SANDBOX_START", "never");
        return environment;
    }

    /** Jars of one's own go there, here with a component that does not wait for Graph to settle. */
    private static void addQuickComponent() throws IOException {
        String name = QuickGraphMail.class.getName().replace('.', '/') + ".class";
        Path jar = Files.createDirectories(distribution.home().resolve("ext")).resolve("quick.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                InputStream code = QuickGraphMail.class.getClassLoader().getResourceAsStream(name)) {
            entries.putNextEntry(new JarEntry(name));
            code.transferTo(entries);
        }
    }

    /** By a shell: this process may not know how to write such a name. */
    private void drop(String name) throws Exception {
        Process shell = new ProcessBuilder(
                        "sh", "-c", "echo text > \"$(printf '" + data().resolve("bus/folder") + "/" + name + "')\"")
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    private void awaitStart(Process bus, String output) {
        patiently().until(() -> {
            String printed = Files.readString(machine.resolve(output), StandardCharsets.UTF_8);
            assertThat(bus.isAlive()).as(printed).isTrue();
            return printed.contains("The mail bus is running") && Files.isDirectory(data().resolve("bus/folder"));
        });
    }

    private static int stop(Process bus) throws InterruptedException {
        bus.destroy();
        assertThat(bus.waitFor(Distribution.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return bus.exitValue();
    }

    private Path data() {
        return machine.resolve("data");
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(Distribution.PATIENCE_SECONDS)).pollInterval(Duration.ofMillis(50));
    }
}
