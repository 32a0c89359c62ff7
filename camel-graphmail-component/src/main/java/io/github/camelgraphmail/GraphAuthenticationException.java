package io.github.camelgraphmail;

/** Entra refused to sign the application in, or Graph refused its token. Sending again helps after the fix. */
public class GraphAuthenticationException extends GraphMailException {

    private final String aadstsCode;

    /** @param aadstsCode Entra's error, such as {@code AADSTS7000215}; null when there is none */
    public GraphAuthenticationException(
            String what, String hint, String aadstsCode, FailureDetails details, Throwable cause) {
        super(what, hint, details, cause);
        this.aadstsCode = aadstsCode;
    }

    /** Entra's error, such as {@code AADSTS7000215}; null when there is none. */
    public String getAadstsCode() {
        return aadstsCode;
    }

    /**
     * The same refusal as it hit another mail: many wait for one answer of Entra's, and each needs an exception of its own.
     *
     * @param effort what was done for that mail
     */
    public GraphAuthenticationException ofMail(Effort effort) {
        return new GraphAuthenticationException(
                what(), getHint(), aadstsCode, getDetails().with(effort), this);
    }
}
