package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a mail may be given by name. */
final class HeaderNames {

    /** RFC 5322, 2.2: printable characters without a colon. */
    private static final Pattern NAME = Pattern.compile("[!-9;-~]+");

    /** Headers that say who a mail is from and to, what it is made of and how it came: not for anybody to set by name. */
    private static final Set<String> RESERVED = Set.of(
            "from",
            "sender",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "received",
            "return-path",
            "delivered-to",
            "dkim-signature",
            "authentication-results");

    private static final Set<String> RESERVED_PREFIXES = Set.of("content-", "resent-", "arc-", "x-ms-exchange-");

    private HeaderNames() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static boolean isReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RESERVED.contains(lower) || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith);
    }

    /** @throws InvalidMailException when the name is none or is reserved */
    static String checked(String field, String name) {
        if (!isName(name)) {
            throw new InvalidMailException(
                    field,
                    "'" + CleanText.of(name).replaceAll("\\s", " ") + "' is no header name.",
                    "A name has printable ASCII characters without a colon or a space.");
        }
        if (isReserved(name)) {
            throw new InvalidMailException(
                    field,
                    "'" + name + "' can't be set by name.",
                    "Use the option or header of its own, such as CamelGraphMailTo; what the mail is made of is set by"
                            + " itself.");
        }
        return name;
    }
}
