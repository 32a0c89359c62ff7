package io.github.camelgraphmail.auth;

import java.io.IOException;

/**
 * A secret, certificate or assertion can't be read or makes no sense. The message names the option and says what to do;
 * it never quotes what was read. It may pass: a file that is being replaced is missing or incomplete for a moment.
 */
public final class UnusableCredentialException extends IOException {

    UnusableCredentialException(String message) {
        super(message);
    }

    /** @param cause an exception that quotes nothing either; null when there is none */
    public UnusableCredentialException(String message, Throwable cause) {
        super(message, cause);
    }
}
