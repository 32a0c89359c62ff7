package io.github.camelgraphmail.sandbox.core;

import java.util.Arrays;
import java.util.Optional;

/**
 * A file attachment as it was accepted. Its bytes are copied on the way in and out, so an accepted mail can't change.
 */
public final class MailAttachment {

    private final String name;
    private final String contentType;
    private final byte[] content;
    private final boolean inline;
    private final String contentId;

    /**
     * @param contentType as sent; null when the sender left it out
     * @param contentId as sent; null when there is none
     */
    public MailAttachment(String name, String contentType, byte[] content, boolean inline, String contentId) {
        this.name = name;
        this.contentType = contentType == null ? "application/octet-stream" : contentType;
        this.content = content.clone();
        this.inline = inline;
        this.contentId = contentId;
    }

    public String name() {
        return name;
    }

    public String contentType() {
        return contentType;
    }

    public byte[] content() {
        return content.clone();
    }

    /** The number of bytes of the file. */
    public int size() {
        return content.length;
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
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return name + " (" + contentType + ", " + content.length + " bytes)";
    }
}
