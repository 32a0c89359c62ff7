package io.github.camelgraphmail.examples.bus.job;

/** The text of a mail. */
public sealed interface JobText {

    String content();

    record Plain(String content) implements JobText {}

    record Html(String content) implements JobText {}
}
