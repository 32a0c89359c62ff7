package io.github.camelgraphmail.sandbox.entra;

/** What a client proves with that it is the application it says. */
public sealed interface PresentedCredential {

    /** @param value as it came */
    record Secret(String value) implements PresentedCredential {

        @Override
        public String toString() {
            return "Secret";
        }
    }

    /**
     * @param type as it came; null when it was left out
     * @param jwt as it came
     * @param tokenEndpoint the address that the request was made to
     */
    record Assertion(String type, String jwt, String tokenEndpoint) implements PresentedCredential {

        @Override
        public String toString() {
            return "Assertion";
        }
    }

    /** Nothing was presented. */
    record None() implements PresentedCredential {}
}
