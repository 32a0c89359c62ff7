package io.github.camelgraphmail.sandbox.core.content;

import java.io.InputStream;

/** Bytes of a mail, in memory or in a file. They don't change. */
public sealed interface Content permits HeldContent, FiledContent {

    long size();

    /**
     * Reads them.
     *
     * @throws ContentGoneException when they stood in a file that has gone with its mail
     */
    InputStream open();

    /** How much memory they take. */
    long heldBytes();

    /** Bytes in memory; copied on the way in. */
    static Content of(byte[] bytes) {
        return new HeldContent(bytes.clone());
    }
}
