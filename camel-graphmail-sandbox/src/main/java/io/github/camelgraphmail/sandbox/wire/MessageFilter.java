package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.MailItem;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two forms of {@code $filter} with which clients look for a message they have marked.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/singlevaluelegacyextendedproperty-get">Get
 *     singleValueLegacyExtendedProperty</a>
 */
final class MessageFilter {

    private static final String QUOTED = "'((?:[^']|'')*)'";

    private static final Pattern INTERNET_MESSAGE_ID =
            Pattern.compile("\\s*internetMessageId\\s+eq\\s+" + QUOTED + "\\s*", Pattern.CASE_INSENSITIVE);

    private static final Pattern EXTENDED_PROPERTY = Pattern.compile(
            "\\s*singleValueExtendedProperties/any\\(\\s*(\\w+)\\s*:\\s*\\1/id\\s+eq\\s+" + QUOTED
                    + "\\s+and\\s+\\1/value\\s+eq\\s+" + QUOTED + "\\s*\\)\\s*",
            Pattern.CASE_INSENSITIVE);

    private MessageFilter() {}

    /** What the filter lets through; empty when it is of another form. */
    static Optional<Predicate<MailItem>> read(String filter) {
        Matcher messageId = INTERNET_MESSAGE_ID.matcher(filter);
        if (messageId.matches()) {
            String wanted = unquoted(messageId.group(1));
            return Optional.of(item -> item.internetMessageId().equals(wanted));
        }
        Matcher property = EXTENDED_PROPERTY.matcher(filter);
        if (property.matches()) {
            String id = unquoted(property.group(2));
            String value = unquoted(property.group(3));
            return Optional.of(
                    item -> value.equalsIgnoreCase(item.extendedProperties().get(id)));
        }
        return Optional.empty();
    }

    private static String unquoted(String text) {
        return text.replace("''", "'");
    }
}
