package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.mail.ContentSource;
import io.github.camelgraphmail.mail.ContentSource.BytesContent;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.MailBody;
import io.github.camelgraphmail.mail.MimeMail;
import io.github.camelgraphmail.mail.Recipients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailMimeTest {

    private final MailMime mime = new MailMime();

    @Test
    void writesNamesInUtf8WhateverTheJvmsCharset() throws IOException {
        String mail = written("отчёт.pdf", "application/pdf; name=old.pdf");

        assertThat(mail)
                .contains("filename*=UTF-8''%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf")
                .contains("name*=UTF-8''%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf")
                .doesNotContain("old.pdf");
    }

    @Test
    void doesNotEncodeAMailWithinAMail() throws IOException {
        assertThat(written("inner.eml", "message/rfc822"))
                .contains("Content-Type: message/rfc822")
                .doesNotContain("Content-Transfer-Encoding: base64");
    }

    @Test
    void measuresWhatItWrites() throws IOException {
        var mail = Mails.withAttachments(0, 1, 50_000);

        // Base64 of the mail, whose boundaries are never the same but always as long.
        long written = mime.write(mail).length();
        assertThat((mime.size(mail) + 2) / 3 * 4).isBetween(written - 100, written + 100);
    }

    @Test
    void failsWhenAMailHasChangedItsSize(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mail.eml"), "To: a@contoso.com\r\n\r\nx");
        MimeMail mail = new MimeMail(
                new MailAction.Send(),
                "erp@contoso.com",
                Optional.empty(),
                Recipients.NONE,
                List.of(),
                new ContentSource.FileContent(file, Files.size(file)));
        assertThat(new String(Base64.getDecoder().decode(mime.write(mail).toBytes()), StandardCharsets.US_ASCII))
                .isEqualTo("To: a@contoso.com\r\n\r\nx");

        Files.writeString(file, "To: a@contoso.com\r\n\r\nxx");
        assertThatThrownBy(() -> mime.write(mail))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("size");
        Files.writeString(file, "To: a@contoso.com\r\n\r\n");
        assertThatThrownBy(() -> mime.write(mail))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("size");
    }

    private String written(String name, String type) throws IOException {
        MailAttachment attachment = new MailAttachment(
                name,
                type,
                new BytesContent("Subject: x\r\n\r\ny".getBytes(StandardCharsets.US_ASCII)),
                false,
                Optional.empty());
        byte[] base64 = mime.write(Mails.with(new MailBody(MailBody.TEXT, "x"), List.of(attachment)))
                .toBytes();
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
    }
}
