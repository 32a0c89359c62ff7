package io.github.camelgraphmail.sandbox.core;

import io.github.camelgraphmail.sandbox.core.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file attachment as it was accepted. Its bytes are copied on the way in and out, so an accepted mail can't change. Those of a
 * large one are in a temporary file as long as the sandbox keeps the mail.
 */
public final class MailAttachment {

    private final String name;
    private final String contentType;
    private final Content content;
    private final boolean inline;
    private final String contentId;

    /**
     * @param contentType as sent; null when the sender left it out
     * @param contentId as sent; null when there is none
     */
    public MailAttachment(String name, String contentType, byte[] content, boolean inline, String contentId) {
        this(name, contentType, Content.of(content), inline, contentId);
    }

    /** Like the other, with its bytes wherever they are. */
    public MailAttachment(String name, String contentType, Content content, boolean inline, String contentId) {
        this.name = name;
        this.contentType = contentType == null ? "application/octet-stream" : contentType;
        this.content = content;
        this.inline = inline;
        this.contentId = contentId;
    }

    /** The same with its bytes from elsewhere. */
    public MailAttachment withContent(Content elsewhere) {
        return elsewhere == content ? this : new MailAttachment(name, contentType, elsewhere, inline, contentId);
    }

    public String name() {
        return name;
    }

    public String contentType() {
        return contentType;
    }

    /** Its bytes, wherever they are. */
    public Content stored() {
        return content;
    }

    /** All its bytes. */
    public byte[] content() {
        return beginning(Integer.MAX_VALUE);
    }

    /** Its first bytes, so many where there are. */
    public byte[] beginning(int length) {
        try (InputStream bytes = content.open()) {
            return bytes.readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of bytes of the file. */
    public int size() {
        return Math.toIntExact(content.size());
    }

    public boolean inline() {
        return inline;
    }

    public Optional<String> contentId() {
        return Optional.ofNullable(contentId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailAttachment that
                && name.equals(that.name)
                && contentType.equals(that.contentType)
                && inline == that.inline
                && contentId().equals(that.contentId())
                && size() == that.size()
                && (content == that.content || Arrays.equals(content(), that.content()));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + size();
    }

    @Override
    public String toString() {
        return name + " (" + contentType + ", " + size() + " bytes)";
    }
}
