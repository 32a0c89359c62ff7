package io.github.camelgraphmail.sandbox.core;

/**
 * A mail as a list shows it.
 *
 * @param read whether somebody has opened it
 * @param beginning of its text, in one line
 */
public record ListedMail(AcceptedMail mail, boolean read, String beginning) {}
