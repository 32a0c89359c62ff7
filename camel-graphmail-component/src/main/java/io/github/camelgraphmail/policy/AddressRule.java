package io.github.camelgraphmail.policy;

import java.util.List;
import java.util.Optional;

/**
 * Patterns, and where they are set, for the error.
 *
 * @param option as users call it, such as {@code allowedSenders of the component}
 */
public record AddressRule(String option, AddressPatterns patterns) {

    /** The first of the rules that does not allow the address; all have to. */
    static Optional<AddressRule> refusing(List<AddressRule> rules, FoldedAddress address) {
        for (AddressRule rule : rules) {
            if (!rule.patterns.match(address)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** Whether the rules leave nobody out. */
    static boolean allowAnybody(List<AddressRule> rules) {
        return rules.stream().allMatch(rule -> rule.patterns.matchAnybody());
    }

    @Override
    public String toString() {
        return option + " (" + patterns + ")";
    }
}
