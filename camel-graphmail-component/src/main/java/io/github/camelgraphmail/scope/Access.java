package io.github.camelgraphmail.scope;

/** What a probe indicates about an app and a mailbox. */
public enum Access {

    /** The app can do it. */
    ALLOWED,

    /** The app is denied it. */
    BLOCKED,

    /** The answer says neither, or there was none. */
    UNKNOWN
}
