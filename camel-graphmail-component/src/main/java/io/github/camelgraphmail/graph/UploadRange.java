package io.github.camelgraphmail.graph;

import java.net.URI;

/**
 * A part of a large attachment on its way into an upload session.
 *
 * @param session the address of the session, which is the permission to write to it
 * @param offset of the first byte
 * @param total how many bytes the attachment has
 * @param bytes never changed afterwards
 * @see <a href="https://learn.microsoft.com/graph/outlook-large-attachments">Attach large files to Outlook messages</a>
 */
public record UploadRange(URI session, long offset, long total, byte[] bytes) {

    String contentRange() {
        return "bytes " + offset + "-" + (offset + bytes.length - 1) + "/" + total;
    }

    /** Without the session's address. */
    @Override
    public String toString() {
        return "UploadRange[" + contentRange() + "]";
    }
}
