package io.github.camelgraphmail.sandbox.core.content;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Bytes in memory. */
final class HeldContent implements Content {

    private final byte[] bytes;

    HeldContent(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public long heldBytes() {
        return bytes.length;
    }
}
