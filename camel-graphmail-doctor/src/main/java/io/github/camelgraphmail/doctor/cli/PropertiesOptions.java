package io.github.camelgraphmail.doctor.cli;

import io.github.camelgraphmail.doctor.advice.MailboxName;
import io.github.camelgraphmail.doctor.application.ApplicationProperties;
import io.github.camelgraphmail.doctor.application.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the application's properties are, and which mailboxes it is about. */
final class PropertiesOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "The application's properties: a file, a folder with a file for each, or classpath: and a resource. Repeat"
                            + " it for more; what a later one says wins.")
    private List<String> files = List.of();

    @Option(
            names = "--component",
            paramLabel = "NAME",
            defaultValue = "graphmail",
            description = "The component's name in camel.component.NAME.*")
    private String component;

    @Option(
            names = {"-s", "--sender"},
            paramLabel = "MAILBOX",
            description = "A mailbox that the application sends as: an address or object id. Repeat it for more.")
    private List<String> senders = List.of();

    @Option(
            names = "--sender-property",
            paramLabel = "NAME",
            description = "The property of the application that has the sender, such as mail.sender.")
    private String senderProperty;

    @Option(
            names = {"-f", "--forbidden"},
            paramLabel = "MAILBOX",
            description =
                    "A mailbox that the app must not be able to send as, such as a director's, beside the one of option"
                            + " forbiddenSender. Repeat it for more.")
    private List<String> forbidden = List.of();

    boolean hasFiles() {
        return !files.isEmpty();
    }

    ApplicationProperties load() {
        return ApplicationProperties.load(files);
    }

    String component() {
        return component;
    }

    /** @throws ConfigurationException when there is none or one is no mailbox */
    List<MailboxName> senders(ApplicationProperties properties) {
        List<MailboxName> all = new ArrayList<>(mailboxes("--sender", senders));
        if (senderProperty != null) {
            all.addAll(mailboxes(
                    senderProperty,
                    List.of(properties
                            .required("--sender-property", senderProperty)
                            .split("[,;]"))));
        }
        if (all.isEmpty()) {
            throw new ConfigurationException(
                    "Name the mailbox that the application sends as, with --sender or" + " --sender-property");
        }
        return all.stream().distinct().toList();
    }

    List<MailboxName> forbidden() {
        return mailboxes("--forbidden", forbidden);
    }

    static List<MailboxName> mailboxes(String option, List<String> names) {
        return names.stream().map(name -> mailbox(option, name)).toList();
    }

    static MailboxName mailbox(String option, String name) {
        try {
            return new MailboxName(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(option + ": " + e.getMessage());
        }
    }
}
