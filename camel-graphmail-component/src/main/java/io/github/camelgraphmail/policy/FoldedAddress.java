package io.github.camelgraphmail.policy;

import java.net.IDN;
import java.util.Locale;

/**
 * An address as it is compared: letters without case, an internationalised domain in its ASCII form. Sub-addresses stay what
 * they are: {@code erp+x@contoso.com} is another address than {@code erp@contoso.com}, although it ends in the same mailbox.
 *
 * @param local before the last at sign; all of it where there is none, as in an object id
 * @param domain after the last at sign, empty where there is none
 */
record FoldedAddress(String local, String domain) {

    static FoldedAddress of(String address) {
        // The last one: the domain ends the address, and a quoted local part may contain another.
        int at = address.lastIndexOf('@');
        return at < 0
                ? new FoldedAddress(folded(address), "")
                : new FoldedAddress(folded(address.substring(0, at)), domain(address.substring(at + 1)));
    }

    /** The mailbox that a sub-address such as {@code erp+x@contoso.com} ends in; itself, where it is none. */
    FoldedAddress mailbox() {
        int plus = local.indexOf('+');
        return plus > 0 ? new FoldedAddress(local.substring(0, plus), domain) : this;
    }

    /** @return itself in lower case where it has no ASCII form; it is the same as no other's then */
    static String domain(String domain) {
        if (isAscii(domain)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noDomain) {
            return domain.toLowerCase(Locale.ROOT);
        }
    }

    /** No letter becomes one of ASCII: the Kelvin sign is no k, and who it stands for is not known. */
    private static String folded(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            int lower = Character.toLowerCase(letter);
            folded.appendCodePoint(letter >= 128 && lower < 128 ? letter : lower);
        });
        return folded.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
