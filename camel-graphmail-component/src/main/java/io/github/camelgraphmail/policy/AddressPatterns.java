package io.github.camelgraphmail.policy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of address patterns: {@code user@domain}, {@code *@domain}, or {@code *} for any. Upper and lower case are the same,
 * and so are an internationalised domain and its ASCII form. What no pattern matches is not allowed.
 */
public final class AddressPatterns {

    private final List<AddressPattern> patterns;

    private AddressPatterns(List<AddressPattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * Reads a list with commas or semicolons between the patterns.
     *
     * @param option the option's name, for the error
     * @param list null is as broken as an empty one
     * @throws IllegalArgumentException when the list is empty or a pattern is none: a broken list allows nothing
     */
    public static AddressPatterns parse(String option, String list) {
        AddressPattern.Reader reader = new AddressPattern.Reader(option);
        List<AddressPattern> patterns = Arrays.stream((list == null ? "" : list).split("[,;]"))
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .map(reader::read)
                .toList();
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException(option + ": '" + (list == null ? "" : list)
                    + "' has no pattern. Write user@domain, *@domain or *, or leave the option out");
        }
        return new AddressPatterns(patterns);
    }

    /** The one address alone; it need not look like one, since a mailbox can be named by its object id. */
    public static AddressPatterns exactly(String address) {
        return new AddressPatterns(List.of(new AddressPattern.Exact(FoldedAddress.of(address))));
    }

    /** These and one address more. */
    public AddressPatterns or(String address) {
        return new AddressPatterns(Stream.concat(patterns.stream(), exactly(address).patterns.stream())
                .toList());
    }

    /** Whether there is nobody whom it does not match. */
    public boolean matchAnybody() {
        return patterns.stream().anyMatch(AddressPattern.Any.class::isInstance);
    }

    public boolean match(String address) {
        return match(FoldedAddress.of(address));
    }

    boolean match(FoldedAddress address) {
        for (AddressPattern pattern : patterns) {
            if (pattern.matches(address)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return patterns.stream().map(AddressPattern::toString).collect(Collectors.joining(", "));
    }
}
