package io.github.camelgraphmail.delivery;

/** What to do when it can't be known whether a mail went out. */
public enum UnknownOutcome {
    /** Fail: no mail is sent twice, one may be lost. */
    FAIL,
    /** Send again: no mail is lost, one may arrive twice. */
    RESEND
}
