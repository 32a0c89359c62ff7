package io.github.camelgraphmail.scope;

import java.util.Objects;

/**
 * What a probe came to.
 *
 * @param mailbox whose access was looked at
 * @param access what the answer indicates
 * @param observed a sentence with the answer and what it indicates
 * @param status the HTTP status of the answer, 0 for none
 * @param errorCode Graph's code in it, empty for none
 */
public record ScopeFinding(String mailbox, Access access, String observed, int status, String errorCode) {

    public ScopeFinding {
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(observed, "observed");
        Objects.requireNonNull(errorCode, "errorCode");
    }

    /** Whether Graph says that there is no such mailbox; that a message of it is not there is another matter. */
    public boolean isWithoutMailbox() {
        return status == 404 && access == Access.UNKNOWN;
    }
}
