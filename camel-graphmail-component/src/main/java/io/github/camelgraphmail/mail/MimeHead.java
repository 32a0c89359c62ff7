package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the headers of a whole MIME mail anew, in front of a content that stays byte for byte. */
final class MimeHead {

    private static final List<String> ADDRESSEES = List.of("To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc");

    private MimeHead() {}

    /** The mail with other recipients, and a note among its headers instead of those of that name. */
    static ContentSource readdressed(ContentSource mail, Recipients recipients, MailHeader note) {
        try (InputStream bytes = new BufferedInputStream(mail.open())) {
            CountingStream counted = new CountingStream(bytes);
            InternetHeaders headers = new InternetHeaders(counted, true);
            ADDRESSEES.forEach(headers::removeHeader);
            headers.removeHeader(note.name());
            addresses(headers, "To", recipients.to());
            addresses(headers, "Cc", recipients.cc());
            addresses(headers, "Bcc", recipients.bcc());
            headers.addHeader(note.name(), MimeEnvelope.encoded(note));
            return new ContentSource.WithHead(written(headers), counted.count, mail);
        } catch (IOException | MessagingException e) {
            throw new InvalidMailException(
                    "body", "is no MIME mail that can be read (" + e.getMessage() + ").", "See the cause.", e);
        }
    }

    private static void addresses(InternetHeaders headers, String name, List<MailAddress> addresses) {
        if (!addresses.isEmpty()) {
            headers.addHeader(
                    name,
                    addresses.stream()
                            .map(address -> MimeEnvelope.internet(address).toString())
                            .collect(Collectors.joining(",\r\n ")));
        }
    }

    private static byte[] written(InternetHeaders headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : Collections.list(headers.getAllHeaderLines())) {
            bytes.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes(new byte[] {'\r', '\n'});
        return bytes.toByteArray();
    }

    /** How far the headers go. They are read with a look ahead, which is taken back. */
    private static final class CountingStream extends FilterInputStream {

        private long count;
        private long marked;

        private CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public synchronized void mark(int limit) {
            super.mark(limit);
            marked = count;
        }

        @Override
        public synchronized void reset() throws IOException {
            super.reset();
            count = marked;
        }
    }
}
