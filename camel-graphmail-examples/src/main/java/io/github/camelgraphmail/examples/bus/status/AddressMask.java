package io.github.camelgraphmail.examples.bus.status;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes out of a reason what is not for the page: values between quotes, which may be a recipient or a file's name, and addresses but
 * for their domain. Mailboxes that send stay.
 */
final class AddressMask {

    private static final Pattern QUOTED = Pattern.compile("(?<![\\p{L}\\p{N}])'(.*?)'(?![\\p{L}\\p{N}])");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),;:@*]+@([^\\s<>\"'(),;:@]+)");

    private final Predicate<String> shown;

    /** @param mailboxes that send */
    AddressMask(Set<String> mailboxes) {
        Set<String> folded = mailboxes.stream()
                .map(mailbox -> mailbox.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.shown = address -> folded.contains(address.toLowerCase(Locale.ROOT));
    }

    String of(String text) {
        String unquoted = QUOTED.matcher(text)
                .replaceAll(quote -> Matcher.quoteReplacement(shown.test(quote.group(1)) ? quote.group() : "'…'"));
        return ADDRESS.matcher(unquoted)
                .replaceAll(address -> Matcher.quoteReplacement(
                        shown.test(address.group()) ? address.group() : "…@" + address.group(1)));
    }
}
