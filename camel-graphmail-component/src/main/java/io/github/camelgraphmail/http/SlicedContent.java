package io.github.camelgraphmail.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/**
 * A request's content that is handed over slice by slice, each when the connection can take more. What is handed over in one
 * piece HttpCore encrypts in one piece, into a buffer that grows by a few kilobytes and is copied for it each time.
 */
final class SlicedContent implements AsyncEntityProducer {

    private static final int SLICE = 64 * 1024;

    private final byte[] content;
    private final String contentType;
    private int position;

    SlicedContent(byte[] content, String contentType) {
        this.content = content;
        this.contentType = contentType;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public void failed(Exception cause) {
        // Whoever made the request is told by the client.
    }

    @Override
    public long getContentLength() {
        return content.length;
    }

    @Override
    public String getContentType() {
        return contentType;
    }

    @Override
    public String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public int available() {
        // More than nothing also at the end, which is to be said.
        return Math.max(1, content.length - position);
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        ByteBuffer slice = ByteBuffer.wrap(content, position, Math.min(SLICE, content.length - position));
        channel.write(slice);
        position = slice.position();
        if (position == content.length) {
            channel.endStream();
        }
    }

    /** From the start, should the request be made again. */
    @Override
    public void releaseResources() {
        position = 0;
    }
}
