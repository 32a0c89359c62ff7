package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.MailAttachment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an attachment can be looked at. Its first bytes decide, not its name and not the type that the sender claims, except for
 * SVG and text, which have no such mark and are harmless as what they are shown as.
 */
public enum Preview {
    PNG("image/png"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    WEBP("image/webp"),
    BMP("image/bmp"),
    /** In an image element alone, where nothing of it runs and it loads nothing. */
    SVG("image/svg+xml"),
    PDF("application/pdf"),
    TEXT("text/plain; charset=utf-8"),
    NONE("application/octet-stream");

    private static final int MAX_TEXT_BYTES = 2 * 1024 * 1024;

    private static final Map<Preview, String> BEGINNINGS =
            Map.of(PNG, "\u0089PNG\r\n\u001a\n", JPEG, "\u00ff\u00d8\u00ff", GIF, "GIF8", BMP, "BM", PDF, "%PDF-");

    private static final Set<String> TEXTS =
            Set.of("txt", "log", "csv", "tsv", "json", "xml", "yaml", "yml", "md", "eml", "ics", "properties");

    private final String contentType;

    Preview(String contentType) {
        this.contentType = contentType;
    }

    /** As what it is served. */
    String contentType() {
        return contentType;
    }

    public boolean isImage() {
        return contentType.startsWith("image/");
    }

    public boolean isPdf() {
        return this == PDF;
    }

    public boolean isShown() {
        return this != NONE;
    }

    static Preview of(MailAttachment attachment) {
        String beginning = new String(attachment.beginning(16), StandardCharsets.ISO_8859_1);
        Optional<Preview> marked = BEGINNINGS.entrySet().stream()
                .filter(mark -> beginning.startsWith(mark.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
        if (marked.isPresent()) {
            return marked.get();
        }
        if (beginning.startsWith("RIFF") && beginning.startsWith("WEBP", 8)) {
            return WEBP;
        }
        String type = attachment.contentType().toLowerCase(Locale.ROOT);
        if (type.startsWith("image/svg")) {
            return SVG;
        }
        String name = attachment.name().toLowerCase(Locale.ROOT);
        boolean text = type.equals("text/plain") || TEXTS.contains(name.substring(name.lastIndexOf('.') + 1));
        return text && attachment.size() <= MAX_TEXT_BYTES ? TEXT : NONE;
    }
}
