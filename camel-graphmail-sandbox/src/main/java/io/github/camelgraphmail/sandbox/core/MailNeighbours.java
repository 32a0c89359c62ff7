package io.github.camelgraphmail.sandbox.core;

import java.util.OptionalLong;

/** The mails next to one, by their ids. */
public record MailNeighbours(OptionalLong newer, OptionalLong older) {}
