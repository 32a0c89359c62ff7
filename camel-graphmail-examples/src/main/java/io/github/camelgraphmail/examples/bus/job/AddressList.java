package io.github.camelgraphmail.examples.bus.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Takes a list of mailboxes apart where a comma or a semicolon stands outside quotes, comments and angle brackets. */
final class AddressList {

    private AddressList() {}

    /** @param value null, text with any number of mailboxes, or a collection of such */
    static List<String> of(Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> several) {
            return several.stream()
                    .filter(Objects::nonNull)
                    .flatMap(one -> of(one).stream())
                    .toList();
        }
        return split(value.toString());
    }

    private static List<String> split(String text) {
        List<String> mailboxes = new ArrayList<>();
        boolean quoted = false;
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '(')) {
                depth++;
            } else if (!quoted && (c == '>' || c == ')')) {
                depth--;
            } else if (!quoted && depth <= 0 && (c == ',' || c == ';')) {
                mailboxes.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        mailboxes.add(text.substring(begin));
        return mailboxes.stream()
                .map(String::strip)
                .filter(mailbox -> !mailbox.isEmpty())
                .toList();
    }
}
