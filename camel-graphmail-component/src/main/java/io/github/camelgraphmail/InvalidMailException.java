package io.github.camelgraphmail;

/** The mail can't be sent as given. Found before any request; sending the same again is useless. */
public class InvalidMailException extends GraphMailException {

    private final String field;

    /**
     * @param field the option or header at fault, as the user wrote it
     * @param what what is wrong with it, with the value
     * @param hint what to write instead
     */
    public InvalidMailException(String field, String what, String hint) {
        this(field, what, hint, null);
    }

    public InvalidMailException(String field, String what, String hint, Throwable cause) {
        super(field + ": " + what, hint, FailureDetails.NONE, cause);
        this.field = field;
    }

    /** The option or header at fault. */
    public String getField() {
        return field;
    }
}
