package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.util.Locale;

/**
 * Somebody in a mail, ready to be shown.
 *
 * @param name the display name, or the address where there is none
 * @param initial the first letter of it
 * @param hue one of a few colours, the same for the same address
 */
public record Person(String name, String address, String initial, int hue) {

    private static final int HUES = 8;

    static Person of(MailboxAddress address) {
        String name =
                address.name().isBlank() ? address.address() : address.name().strip();
        return new Person(
                name,
                address.address(),
                initial(name),
                Math.floorMod(address.address().toLowerCase(Locale.ROOT).hashCode(), HUES));
    }

    private static String initial(String name) {
        return name.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .findFirst()
                .orElse("?")
                .toUpperCase(Locale.ROOT);
    }

    /** Whether there is a name beside the address. */
    public boolean isNamed() {
        return !name.equals(address);
    }
}
