package io.github.camelgraphmail.policy;

import java.util.regex.Pattern;

/** What addresses are held against. */
sealed interface AddressPattern {

    boolean matches(FoldedAddress address);

    /** {@code *}: any address. */
    record Any() implements AddressPattern {

        @Override
        public boolean matches(FoldedAddress address) {
            return true;
        }

        @Override
        public String toString() {
            return "*";
        }
    }

    /** {@code *@domain}: any address of a domain, but none of a domain below it. */
    record OfDomain(String domain) implements AddressPattern {

        @Override
        public boolean matches(FoldedAddress address) {
            return address.domain().equals(domain) && !address.local().isEmpty();
        }

        @Override
        public String toString() {
            return "*@" + domain;
        }
    }

    /** One address, or a mailbox by its object id. */
    record Exact(FoldedAddress address) implements AddressPattern {

        @Override
        public boolean matches(FoldedAddress other) {
            return address.equals(other);
        }

        @Override
        public String toString() {
            return address.domain().isEmpty() ? address.local() : address.local() + "@" + address.domain();
        }
    }

    /** Reads patterns out of a list. */
    final class Reader {

        private static final String ANY = "*";
        private static final String ANY_OF_DOMAIN = "*@";
        private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
        private static final Pattern LOCAL = Pattern.compile("(\"[^\"]*\"|[^\\s\"<>()\\[\\]:\\\\@*]+)");
        private static final Pattern OBJECT_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

        private final String option;

        Reader(String option) {
            this.option = option;
        }

        /** @throws IllegalArgumentException when the text is no pattern */
        AddressPattern read(String text) {
            if (text.equals(ANY)) {
                return new Any();
            }
            if (text.startsWith(ANY_OF_DOMAIN)) {
                return new OfDomain(domain(text, text.substring(ANY_OF_DOMAIN.length())));
            }
            if (text.contains(ANY)) {
                throw malformed(text, "A * stands alone or for everything before the @, as in *@erp.contoso.com");
            }
            return exact(text);
        }

        private AddressPattern exact(String text) {
            int at = text.lastIndexOf('@');
            if (at < 0 && OBJECT_ID.matcher(text).matches()) {
                return new Exact(FoldedAddress.of(text));
            }
            if (at < 0) {
                throw malformed(text, "Write user@domain, or *@" + text + " for everybody of that domain");
            }
            if (!LOCAL.matcher(text.substring(0, at)).matches()) {
                throw malformed(text, "Write user@domain, or *@domain for everybody of it");
            }
            domain(text, text.substring(at + 1));
            return new Exact(FoldedAddress.of(text));
        }

        private String domain(String text, String domain) {
            String folded = FoldedAddress.domain(domain);
            if (!DOMAIN.matcher(folded).matches()) {
                throw malformed(text, "After the @ stands a domain such as contoso.com");
            }
            return folded;
        }

        private IllegalArgumentException malformed(String text, String wayOut) {
            return new IllegalArgumentException(option + ": '" + text + "' is no pattern. " + wayOut);
        }
    }
}
