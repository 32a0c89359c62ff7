package io.github.camelgraphmail.sandbox.core;

/** A custom header of a message, as Graph's {@code internetMessageHeader} has it. */
public record InternetMessageHeader(String name, String value) {}
