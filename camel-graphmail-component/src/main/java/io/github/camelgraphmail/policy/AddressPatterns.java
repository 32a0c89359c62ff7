package io.github.camelgraphmail.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A list of address patterns: {@code user@domain}, {@code *@domain}, or {@code *} for any. Upper and lower case are the same.
 * What no pattern matches is not allowed.
 */
public final class AddressPatterns {

    private static final String ANY = "*";
    private static final String ANY_OF_DOMAIN = "*@";

    private final List<String> patterns;

    private AddressPatterns(List<String> patterns) {
        this.patterns = patterns;
    }

    /**
     * Reads a list with commas or semicolons between the patterns.
     *
     * @param option the option's name, for the error
     * @throws IllegalArgumentException when the list is empty or a pattern is none: a broken list allows nothing
     */
    public static AddressPatterns parse(String option, String list) {
        List<String> patterns = Arrays.stream(list.split("[,;]"))
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> checked(option, pattern))
                .toList();
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException(option + ": '" + list
                    + "' has no pattern. Write user@domain, *@domain or *, or leave the option out");
        }
        return new AddressPatterns(patterns);
    }

    /** The one address alone; it need not look like one, since a mailbox can be named by its object id. */
    public static AddressPatterns exactly(String address) {
        return new AddressPatterns(List.of(folded(address)));
    }

    private static String checked(String option, String pattern) {
        String rest = pattern.startsWith(ANY_OF_DOMAIN) ? pattern.substring(ANY_OF_DOMAIN.length()) : pattern;
        if (!pattern.equals(ANY) && rest.contains(ANY)) {
            throw new IllegalArgumentException(option + ": '" + pattern
                    + "' is no pattern. A * stands alone or for everything before the @, as in *@erp.contoso.com");
        }
        return folded(pattern);
    }

    /** Whether there is nobody whom it does not match. */
    public boolean matchAnybody() {
        return patterns.contains(ANY);
    }

    public boolean match(String address) {
        String folded = folded(address);
        return patterns.stream().anyMatch(pattern -> matches(pattern, folded));
    }

    private static boolean matches(String pattern, String address) {
        if (pattern.equals(ANY)) {
            return true;
        }
        // From the last @: the domain ends the address, and a quoted local part may contain one.
        return pattern.startsWith(ANY_OF_DOMAIN)
                ? address.substring(address.lastIndexOf('@') + 1).equals(pattern.substring(ANY_OF_DOMAIN.length()))
                        && address.lastIndexOf('@') > 0
                : pattern.equals(address);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return patterns.stream().collect(Collectors.joining(", "));
    }
}
