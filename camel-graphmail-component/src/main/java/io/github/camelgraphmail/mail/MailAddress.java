package io.github.camelgraphmail.mail;

import java.util.List;
import java.util.Objects;

/**
 * A mailbox in the sense of RFC 5322.
 *
 * @param name the display name, empty for none
 * @param address {@code local-part@domain}
 */
public record MailAddress(String name, String address) {

    /**
     * Reads a list of mailboxes as options have it.
     *
     * @param option the option's name, for the error
     * @throws io.github.camelgraphmail.InvalidMailException when it is none
     */
    public static List<MailAddress> parse(String option, String list) {
        return new AddressReader().read(new MailField(option, list));
    }

    public MailAddress {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }
}
