package io.github.camelgraphmail.doctor.check;

/** How a check came out. */
public enum Status {

    /** As it should be. */
    OK,

    /** Not as it should be. */
    PROBLEM,

    /** It could not be found out. */
    UNKNOWN,

    /** There was no use in looking, since something before it is not as it should be, or does not apply. */
    SKIPPED
}
