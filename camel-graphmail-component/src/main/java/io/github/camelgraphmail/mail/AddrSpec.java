package io.github.camelgraphmail.mail;

import jakarta.mail.internet.AddressException;

/** What an address may not have although RFC 5322 lets it. */
final class AddrSpec {

    private AddrSpec() {}

    /** An encoded word has no meaning in an address, but some mail systems decode it, into another address. */
    static void check(String address) throws AddressException {
        if (address.contains("=?")) {
            throw new AddressException("an encoded word in an address");
        }
    }
}
