package io.github.camelgraphmail.sandbox.wire.odata;

import io.github.camelgraphmail.sandbox.core.MailAttachment;
import java.util.Arrays;

/** The kinds of attachments. What is no file is kept as one with a content type that says so. */
public enum AttachmentKind {
    FILE("fileAttachment", ""),
    ITEM("itemAttachment", "application/vnd.microsoft.graph.item+json"),
    REFERENCE("referenceAttachment", "application/vnd.microsoft.graph.reference+json");

    private final String typeName;
    private final String keptAs;

    AttachmentKind(String typeName, String keptAs) {
        this.typeName = typeName;
        this.keptAs = keptAs;
    }

    /** For {@code @odata.type}. */
    public String odataType() {
        return "#microsoft.graph." + typeName;
    }

    String keptAs() {
        return keptAs;
    }

    public static AttachmentKind of(MailAttachment attachment) {
        return Arrays.stream(values())
                .filter(kind -> kind.keptAs.equals(attachment.contentType()))
                .findFirst()
                .orElse(FILE);
    }

    static AttachmentKind named(String odataType) {
        return Arrays.stream(values())
                .filter(kind -> odataType.endsWith(kind.typeName))
                .findFirst()
                .orElse(FILE);
    }
}
