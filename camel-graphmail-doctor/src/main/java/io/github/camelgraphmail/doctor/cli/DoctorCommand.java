package io.github.camelgraphmail.doctor.cli;

import io.github.camelgraphmail.doctor.advice.MailboxName;
import io.github.camelgraphmail.doctor.application.Application;
import io.github.camelgraphmail.doctor.application.ApplicationProperties;
import io.github.camelgraphmail.doctor.application.ConfigurationException;
import io.github.camelgraphmail.doctor.check.Examination;
import io.github.camelgraphmail.doctor.check.Findings;
import io.github.camelgraphmail.doctor.check.Status;
import io.github.camelgraphmail.doctor.check.Wishes;
import io.github.camelgraphmail.doctor.report.JsonReport;
import io.github.camelgraphmail.doctor.report.Signs;
import io.github.camelgraphmail.doctor.report.TextReport;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at what an application needs to send mail. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        versionProvider = DoctorVersion.class,
        subcommands = SetupCommand.class,
        description = {
            "Looks at what a Camel application needs to send mail through Microsoft Graph: the connections, the sign-in, and the"
                    + " mailboxes that it can and that it must not be able to send as. It sends nothing, unless --send-test-to says"
                    + " so. What is wrong it explains, with the commands to mend it.",
            ""
        },
        footer = {
            "",
            "Example: doctor --config application.properties --sender erp@contoso.com --forbidden ceo@contoso.com"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:No problem was found.",
            "1:There is a problem.",
            "2:The command or the application's properties make no sense.",
            "3:No problem was found, but something could not be found out."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final int USAGE = CommandLine.ExitCode.USAGE;
    private static final int UNKNOWN = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PropertiesOptions properties;

    @Option(
            names = "--large-mails",
            description =
                    "The application sends mails that take drafts: more than 3 MB, or with an idempotency key. Looks at"
                            + " Mail.ReadWrite as well.")
    private boolean largeMails;

    @Option(
            names = "--send-test-to",
            paramLabel = "ADDRESS",
            description = "Send a test mail to this address, from each sender.")
    private String testRecipient;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long connecting or an answer may take, default ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Option(names = "--json", description = "Print one JSON document instead.")
    private boolean json;

    @Option(
            names = "--ascii",
            description = "Print words instead of signs. By itself where the terminal has no such signs.")
    private boolean ascii;

    /** The command as it is run by {@link #main}, on a terminal of a character set. */
    static CommandLine commandLine(Charset terminal) {
        CommandLine line = new CommandLine(new DoctorCommand());
        line.setOut(new PrintWriter(System.out, true, terminal));
        line.setErr(new PrintWriter(System.err, true, terminal));
        return line.setExecutionExceptionHandler(DoctorCommand::explain).setCaseInsensitiveEnumValuesAllowed(true);
    }

    public static void main(String[] args) {
        System.exit(commandLine(TerminalCharset.find()).execute(args));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Findings findings = findings();
            out.print(json ? new JsonReport().of(findings) : text(findings));
            out.flush();
            return findings.outcome().exitStatus();
        } catch (ConfigurationException e) {
            if (!json) {
                throw e;
            }
            out.print(new JsonReport().ofError(e.getMessage(), USAGE));
            out.flush();
            return USAGE;
        }
    }

    private Findings findings() {
        if (!properties.hasFiles()) {
            throw new ConfigurationException("Give the application's properties with --config application.properties");
        }
        if (timeoutSeconds < 1) {
            throw new ConfigurationException("--timeout: " + timeoutSeconds + " is no time. Give a number of seconds");
        }
        ApplicationProperties known = properties.load();
        Wishes wishes = new Wishes(properties.senders(known), properties.forbidden(), largeMails, testRecipient());
        try (Application application =
                Application.start(known, properties.component(), Duration.ofSeconds(timeoutSeconds))) {
            return Examination.run(application.running(), wishes);
        }
    }

    private Optional<MailboxName> testRecipient() {
        Optional<MailboxName> recipient =
                Optional.ofNullable(testRecipient).map(address -> PropertiesOptions.mailbox("--send-test-to", address));
        if (recipient.isPresent() && !recipient.get().value().contains("@")) {
            throw new ConfigurationException("--send-test-to: " + testRecipient + " is no address");
        }
        return recipient;
    }

    private String text(Findings findings) {
        CommandLine line = spec.commandLine();
        Signs signs = ascii ? Signs.ASCII : Signs.in(TerminalCharset.find());
        return new TextReport(
                        signs, (status, text) -> line.getColorScheme().ansi().string(coloured(status, text)))
                .of(findings);
    }

    private static String coloured(Status status, String text) {
        return switch (status) {
            case OK -> "@|green " + text + "|@";
            case PROBLEM -> "@|bold,red " + text + "|@";
            case UNKNOWN -> "@|yellow " + text + "|@";
            case SKIPPED -> text;
        };
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (failure instanceof ConfigurationException) {
            err.println(line.getColorScheme().errorText(failure.getMessage()));
            err.println("See " + line.getCommandSpec().qualifiedName() + " --help");
            return USAGE;
        }
        err.println("The doctor has failed: " + failure);
        return UNKNOWN;
    }
}
