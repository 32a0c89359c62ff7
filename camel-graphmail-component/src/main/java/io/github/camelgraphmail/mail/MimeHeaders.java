package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads who a whole MIME mail is from and to; the mail itself is left as it is. */
final class MimeHeaders {

    private static final Pattern EMPTY_GROUP = Pattern.compile("[^:\"()<>@]+:\\s*;");

    private final InternetHeaders headers;

    private MimeHeaders(InternetHeaders headers) {
        this.headers = headers;
    }

    /** @throws InvalidMailException when the content can't be read or does not begin with headers */
    static MimeHeaders read(ContentSource content) {
        try (InputStream bytes = new BufferedInputStream(content.open())) {
            return new MimeHeaders(new InternetHeaders(bytes, true));
        } catch (IOException | MessagingException e) {
            throw new InvalidMailException(
                    "body", "is no MIME mail that can be read (" + e.getMessage() + ").", "See the cause.", e);
        }
    }

    Recipients recipients() {
        return new Recipients(addresses("To"), addresses("Cc"), addresses("Bcc"));
    }

    /** Whom it was sent to once more, after it had arrived. */
    List<MailAddress> resentTo() {
        return Stream.of("Resent-To", "Resent-Cc", "Resent-Bcc")
                .flatMap(header -> addresses(header).stream())
                .toList();
    }

    /** @throws InvalidMailException when there are several: which one readers show is up to them */
    Optional<MailAddress> from() {
        List<MailAddress> addresses = addresses("From");
        if (addresses.size() > 1) {
            throw new InvalidMailException(
                    "From of the MIME mail",
                    "it has " + addresses.size() + " mailboxes, and Exchange sends as one.",
                    "Leave one of them.");
        }
        return addresses.stream().findFirst();
    }

    private List<MailAddress> addresses(String header) {
        String[] lines = headers.getHeader(header);
        List<MailAddress> addresses = new ArrayList<>();
        for (String line : lines == null ? new String[0] : lines) {
            try {
                for (InternetAddress address : InternetAddress.parseHeader(line, true)) {
                    add(addresses, address);
                }
            } catch (AddressException e) {
                throw new InvalidMailException(
                        header + " of the MIME mail",
                        "'" + CleanText.of(line).replaceAll("\\s+", " ") + "' is no list of mailboxes ("
                                + e.getMessage() + ").",
                        "Mend the mail's " + header + " header.",
                        e);
            }
        }
        return addresses;
    }

    /**
     * An empty group, such as undisclosed-recipients, is nobody. One with members is refused: mail systems do not agree on
     * where its name ends, and so on who they are.
     */
    private static void add(List<MailAddress> addresses, InternetAddress address) throws AddressException {
        if (address.isGroup()) {
            if (!EMPTY_GROUP.matcher(address.getAddress()).matches()) {
                throw new AddressException("a group with members; list them by themselves");
            }
            return;
        }
        address.validate();
        AddrSpec.check(address.getAddress());
        addresses.add(new MailAddress(Optional.ofNullable(address.getPersonal()).orElse(""), address.getAddress()));
    }
}
