package io.github.camelgraphmail.sandbox.core;

/**
 * Somebody in a mail, as Graph's {@code emailAddress} has it.
 *
 * @param name the display name, empty when none was given
 * @param address the address
 */
public record MailboxAddress(String name, String address) {

    @Override
    public String toString() {
        return name.isEmpty() ? address : name + " <" + address + ">";
    }
}
