package io.github.camelgraphmail.sandbox.core.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody looks for among the mails: words and, with a name before a colon, where they stand. All have to be met, without
 * regard to case; a minus sign before one means that it must not be.
 *
 * <pre>{@code
 * from:erp to:ops has:attachment invoice -"payment reminder" is:unread
 * }</pre>
 */
public final class MailQuery {

    /** Meets every mail. */
    public static final MailQuery ALL = new MailQuery("", List.of(), List.of());

    private static final Pattern TERM =
            Pattern.compile("(?<not>-)?(?:(?<field>[A-Za-z]+):)?(?:\"(?<quoted>[^\"]*)\"?|(?<word>[^\\s\"]+))");

    private static final Map<String, BiPredicate<SearchableMail, String>> FIELDS = Map.of(
            "from", SearchableMail::isFrom,
            "to", SearchableMail::isTo,
            "subject", SearchableMail::hasSubject,
            "text", SearchableMail::hasText,
            "file", SearchableMail::hasFile,
            "app", SearchableMail::isSentBy);

    private final String written;
    private final List<Term> terms;
    private final List<String> problems;

    private MailQuery(String written, List<Term> terms, List<String> problems) {
        this.written = written;
        this.terms = List.copyOf(terms);
        this.problems = List.copyOf(problems);
    }

    private interface Term {

        boolean isMetBy(SearchableMail mail, boolean read);
    }

    /** @param written what was typed; all mails for nothing */
    public static MailQuery read(String written) {
        List<Term> terms = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Matcher part = TERM.matcher(written); part.find(); ) {
            String value =
                    SearchableMail.folded(part.group("quoted") == null ? part.group("word") : part.group("quoted"));
            if (value.isBlank() || isBegun(value)) {
                continue;
            }
            term(part.group("field"), value)
                    .ifPresentOrElse(
                            term -> terms.add(part.group("not") == null ? term : not(term)),
                            () -> problems.add(unknown(part.group("field"), value)));
        }
        return new MailQuery(written.strip(), terms, problems);
    }

    /** A name whose value is still to be typed. */
    private static boolean isBegun(String value) {
        String name = value.replaceFirst("^-", "").replaceFirst(":$", "");
        return value.endsWith(":") && (FIELDS.containsKey(name) || name.equals("has") || name.equals("is"));
    }

    private static Term not(Term term) {
        return (mail, read) -> !term.isMetBy(mail, read);
    }

    /** Empty where a name that has fixed values has another one. */
    private static Optional<Term> term(String field, String value) {
        if (field == null) {
            return Optional.of((mail, read) -> mail.hasAnywhere(value));
        }
        String name = field.toLowerCase(Locale.ROOT);
        if (name.equals("has")) {
            return value.startsWith("attachment") || value.startsWith("file")
                    ? Optional.of((mail, read) -> mail.hasFiles())
                    : Optional.empty();
        }
        if (name.equals("is")) {
            return switch (value) {
                case "read" -> Optional.of((mail, read) -> read);
                case "unread" -> Optional.of((mail, read) -> !read);
                default -> Optional.empty();
            };
        }
        BiPredicate<SearchableMail, String> where = FIELDS.get(name);
        // Other colons are a part of what is looked for: "re:", "https://...".
        return Optional.of(
                where == null
                        ? (mail, read) -> mail.hasAnywhere(name + ":" + value)
                        : (mail, read) -> where.test(mail, value));
    }

    private static String unknown(String field, String value) {
        return field.equalsIgnoreCase("is")
                ? "is:" + value + " is not known; there are is:read and is:unread."
                : "has:" + value + " is not known; there is has:attachment.";
    }

    /** As it was typed. */
    public String written() {
        return written;
    }

    /** What of it is not understood, and what to write instead. */
    public List<String> problems() {
        return problems;
    }

    public boolean isAll() {
        return terms.isEmpty() && problems.isEmpty();
    }

    /** @param read whether somebody has opened the mail. A query that is not understood is met by none. */
    public boolean isMetBy(SearchableMail mail, boolean read) {
        return problems.isEmpty() && terms.stream().allMatch(term -> term.isMetBy(mail, read));
    }
}
