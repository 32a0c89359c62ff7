package io.github.camelgraphmail.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads mailboxes as RFC 5322 has them out of a text, a collection or an array; {@code ,} or {@code ;} stands between
 * them.
 */
final class AddressReader {

    private static final String EXAMPLE = "Write mailboxes as in: \"Mueller, Eva\" <eva@contoso.com>, ops@contoso.com";

    List<MailAddress> read(MailField field) {
        return field.values().flatMap(AddressReader::parse).toList();
    }

    /** Nobody, where there is no field. */
    List<MailAddress> readAny(Optional<MailField> field) {
        return field.map(this::read).orElse(List.of());
    }

    /** The one mailbox a field must have. */
    MailAddress readOne(MailField field) {
        List<MailAddress> addresses = read(field);
        if (addresses.size() != 1) {
            throw field.invalid("'" + field.value() + "' has " + addresses.size() + " mailboxes.", "Give exactly one.");
        }
        return addresses.get(0);
    }

    private static Stream<MailAddress> parse(MailField field) {
        String list = commasBetween(field.line());
        if (list.isBlank()) {
            return Stream.empty();
        }
        try {
            List<MailAddress> addresses = new ArrayList<>();
            for (InternetAddress address : InternetAddress.parse(list, true)) {
                addresses.add(mailbox(field, address));
            }
            return addresses.stream();
        } catch (AddressException e) {
            throw field.invalid("'" + field.value() + "' is no list of mailboxes (" + reason(e) + ").", EXAMPLE, e);
        }
    }

    private static MailAddress mailbox(MailField field, InternetAddress address) throws AddressException {
        if (address.isGroup()) {
            throw field.invalid(
                    "'" + address + "' is a group, which Graph can't send to.",
                    "List its members, or use the address of a distribution list.");
        }
        address.validate();
        AddrSpec.check(address.getAddress());
        if (address.getAddress().indexOf('@') < 1) {
            throw field.invalid("'" + address.getAddress() + "' has no domain.", EXAMPLE);
        }
        // Decoded by now: a line break may have been hidden in an encoded word.
        String name = MailField.of(field.name(), address.getPersonal())
                .map(MailField::line)
                .orElse("");
        return new MailAddress(name, address.getAddress());
    }

    private static String reason(AddressException e) {
        String message = e.getMessage();
        return message == null ? "malformed" : message;
    }

    /** Outlook's separator, made RFC 5322's, outside of quotes, comments and angle brackets. */
    private static String commasBetween(String list) {
        StringBuilder text = new StringBuilder(list);
        boolean quoted = false;
        int comments = 0;
        boolean inGroup = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && (quoted || comments > 0)) {
                i++;
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                comments++;
            } else if (!quoted && c == ')' && comments > 0) {
                comments--;
            } else if (!quoted && comments == 0 && c == ':') {
                inGroup = true;
            } else if (!quoted && comments == 0 && c == ';') {
                if (!inGroup) {
                    text.setCharAt(i, ',');
                }
                inGroup = false;
            }
        }
        return text.toString();
    }
}
