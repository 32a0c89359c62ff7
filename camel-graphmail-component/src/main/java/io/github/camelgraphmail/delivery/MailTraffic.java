package io.github.camelgraphmail.delivery;

/**
 * What the mails of a component share, whichever endpoint they come from.
 *
 * @param gate lets their requests through
 * @param room bounds how many there are
 * @param keys knows those that must go once
 * @param outages says when they have to wait for everybody
 */
public record MailTraffic(MailboxGate gate, MailboxRoom room, RecentKeys keys, OutageLog outages) {}
