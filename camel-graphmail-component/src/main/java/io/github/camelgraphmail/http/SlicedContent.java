package io.github.camelgraphmail.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** A request's content that is handed over slice by slice, each when the connection can take more. */
final class SlicedContent implements AsyncEntityProducer {

    private final RequestContent content;
    private final String contentType;
    private RequestContent.Slices slices;
    private ByteBuffer slice;

    SlicedContent(RequestContent content, String contentType) {
        this.content = content;
        this.contentType = contentType;
        releaseResources();
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
        return content.length();
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
        return Math.max(1, slice.remaining());
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (!slice.hasRemaining() && !slices.isAtEnd()) {
            slice = slices.next();
        }
        channel.write(slice);
        if (!slice.hasRemaining() && slices.isAtEnd()) {
            channel.endStream();
        }
    }

    /** From the start, should the request be made again. */
    @Override
    public void releaseResources() {
        slices = content.slices();
        slice = ByteBuffer.allocate(0);
    }
}
