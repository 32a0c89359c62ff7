package io.github.camelgraphmail.sandbox.core.content;

/** What is to be read was in a file of a mail that is not kept any more. */
public final class ContentGoneException extends IllegalStateException {

    ContentGoneException(String message) {
        super(message);
    }
}
