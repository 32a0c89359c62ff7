package io.github.camelgraphmail.policy;

import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.mail.MailHeader;
import io.github.camelgraphmail.mail.OutgoingMail;
import io.github.camelgraphmail.mail.Recipients;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For staging: sends mails to testers instead of those they are meant for. Whom they are meant for stands in a header of the
 * mail then.
 *
 * @param testers at least one
 */
public record Redirection(List<MailAddress> testers) {

    /** The header that says whom a mail was meant for. */
    static final String HEADER = "x-graphmail-redirected-from";

    public Redirection {
        testers = List.copyOf(testers);
        if (testers.isEmpty()) {
            throw new IllegalArgumentException("redirectTo: it names nobody");
        }
    }

    OutgoingMail redirected(OutgoingMail mail) {
        return mail.readdressed(
                new Recipients(testers, List.of(), List.of()), new MailHeader(HEADER, meantFor(mail.recipients())));
    }

    private static String meantFor(Recipients recipients) {
        String fields = Stream.of(
                        field("to", recipients.to()), field("cc", recipients.cc()), field("bcc", recipients.bcc()))
                .filter(field -> !field.isEmpty())
                .collect(Collectors.joining("; "));
        return fields.isEmpty() ? "nobody" : fields;
    }

    private static String field(String name, List<MailAddress> addresses) {
        return addresses.isEmpty()
                ? ""
                : addresses.stream().map(MailAddress::address).collect(Collectors.joining(", ", name + ": ", ""));
    }

    /** Without the addresses, which belong into no log. */
    @Override
    public String toString() {
        return "Redirection[to " + testers.size() + "]";
    }
}
