package io.github.camelgraphmail.examples.folder;

import java.util.List;

/**
 * What a sidecar file ({@code invoice.pdf.mail.yaml} beside {@code invoice.pdf}) says about the mail. Everything may be
 * left out; what is, comes from {@code application.properties}.
 *
 * @param to one mailbox or a list of them; cc, bcc and replyTo likewise
 * @param text the mail's text, where the file becomes an attachment
 * @param importance low, normal or high
 */
public record Sidecar(
        List<String> to,
        List<String> cc,
        List<String> bcc,
        List<String> replyTo,
        String subject,
        String text,
        String importance,
        List<String> categories) {

    static final Sidecar NONE = new Sidecar(null, null, null, null, null, null, null, null);
}
