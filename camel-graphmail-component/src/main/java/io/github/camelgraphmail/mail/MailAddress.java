package io.github.camelgraphmail.mail;

import java.util.Objects;

/**
 * A mailbox in the sense of RFC 5322.
 *
 * @param name the display name, empty for none
 * @param address {@code local-part@domain}
 */
public record MailAddress(String name, String address) {

    public MailAddress {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }
}
