package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.mail.ContentSource.BytesContent;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConversionException;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.MessageHelper;

/**
 * Reads a message body, as text or as bytes. A stream that Camel caches is left at its start, so that the route can read it
 * again.
 */
final class BodyContent {

    private static final String FIELD = "body";

    private final int maxBytes;
    private final StreamReader streams;

    /**
     * @param maxBytes how much of a body is taken as text or into a MIME mail before it is refused
     * @param streams reads bodies that are attached and no files
     */
    BodyContent(int maxBytes, StreamReader streams) {
        this.maxBytes = maxBytes;
        this.streams = streams;
    }

    /**
     * The body as text. Bytes are decoded by a byte order mark if they begin with one, else by the first of the charsets that
     * they are of.
     */
    String text(Exchange exchange, List<Charset> charsets) {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        if (body == null) {
            return "";
        }
        if (isBinary(body)) {
            return CleanText.of(decoded(bytes(source(exchange)), charsets));
        }
        try {
            String text = message.getBody(String.class);
            if (text == null) {
                throw notReadable(body, "as text", null);
            }
            return CleanText.of(text);
        } catch (TypeConversionException e) {
            throw notReadable(body, "as text", e);
        } finally {
            MessageHelper.resetStreamCache(message);
        }
    }

    /** The body as bytes in memory. */
    byte[] bytes(Exchange exchange) {
        return bytes(source(exchange));
    }

    /** The body as bytes: a file stays one, text is written in the exchange's charset or UTF-8. */
    ContentSource source(Exchange exchange) {
        Message message = exchange.getMessage();
        Object body = message.getBody() instanceof WrappedFile<?> wrapped ? wrapped.getFile() : message.getBody();
        if (body instanceof Path path) {
            body = path.toFile();
        }
        if (body instanceof File file) {
            return ReadableFile.content(new MailField(FIELD, file), file);
        }
        if (body == null) {
            return new BytesContent(new byte[0]);
        }
        if (body instanceof byte[] bytes) {
            return new BytesContent(bytes);
        }
        if (body instanceof MimeMessage mail) {
            return written(mail);
        }
        if (body instanceof String text) {
            return new BytesContent(text.getBytes(exchangeCharset(exchange).orElse(StandardCharsets.UTF_8)));
        }
        return read(exchange);
    }

    private ContentSource read(Exchange exchange) {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        try (InputStream stream = message.getBody(InputStream.class)) {
            if (stream == null) {
                throw notReadable(body, "as bytes", null);
            }
            return streams.read(stream, new MailField(FIELD, body), exchange);
        } catch (TypeConversionException | IOException e) {
            throw notReadable(body, "as bytes", e);
        } finally {
            MessageHelper.resetStreamCache(message);
        }
    }

    /** As it was read, byte for byte, unless somebody has changed it since. */
    private static ContentSource written(MimeMessage mail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            mail.writeTo(bytes);
        } catch (IOException | MessagingException e) {
            throw notReadable(mail, "as a mail", e);
        }
        return new BytesContent(bytes.toByteArray());
    }

    private byte[] bytes(ContentSource source) {
        if (source.size() > maxBytes) {
            throw tooLarge();
        }
        try (InputStream content = source.open()) {
            return content.readNBytes(maxBytes);
        } catch (IOException e) {
            throw notReadable(source, "as bytes", e);
        }
    }

    private InvalidMailException tooLarge() {
        return new InvalidMailException(
                FIELD, "is larger than " + maxBytes + " bytes.", "One request to Graph holds no more.");
    }

    private static boolean isBinary(Object body) {
        return body instanceof byte[]
                || body instanceof InputStream
                || body instanceof StreamCache && !(body instanceof Reader)
                || body instanceof File
                || body instanceof Path
                || body instanceof WrappedFile<?>;
    }

    static Optional<Charset> exchangeCharset(Exchange exchange) {
        String name = exchange.getProperty(Exchange.CHARSET_NAME, String.class);
        if (name == null) {
            name = exchange.getMessage().getHeader(Exchange.CHARSET_NAME, String.class);
        }
        return MailField.of(Exchange.CHARSET_NAME, name).map(field -> {
            try {
                return Charset.forName(field.value().toString().trim());
            } catch (IllegalArgumentException e) {
                throw field.invalid(
                        "'" + field.value() + "' is no charset this JVM knows.", "Use UTF-8, for example.", e);
            }
        });
    }

    private static String decoded(byte[] bytes, List<Charset> charsets) {
        ByteOrderMark mark = ByteOrderMark.of(bytes);
        List<Charset> candidates = mark == ByteOrderMark.NONE ? charsets : List.of(mark.charset());
        return candidates.stream()
                .flatMap(charset -> decoded(bytes, mark.length(), charset).stream())
                .findFirst()
                .orElseThrow(
                        () -> new InvalidMailException(
                                FIELD,
                                "its bytes are not " + candidates.get(0).name() + ".",
                                "Name the charset in contentType, as in text/plain; charset=ISO-8859-1, or in CamelCharsetName."));
    }

    private static Optional<String> decoded(byte[] bytes, int from, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString());
        } catch (CharacterCodingException notOfThisCharset) {
            return Optional.empty();
        }
    }

    private enum ByteOrderMark {
        NONE(null),
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_16_BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
        UTF_16_LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE);

        private final Charset charset;
        private final int[] mark;

        ByteOrderMark(Charset charset, int... mark) {
            this.charset = charset;
            this.mark = mark;
        }

        private static ByteOrderMark of(byte[] bytes) {
            for (ByteOrderMark candidate : values()) {
                if (candidate != NONE && candidate.begins(bytes)) {
                    return candidate;
                }
            }
            return NONE;
        }

        private boolean begins(byte[] bytes) {
            for (int i = 0; i < mark.length; i++) {
                if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                    return false;
                }
            }
            return true;
        }

        private int length() {
            return mark.length;
        }

        private Charset charset() {
            return charset;
        }
    }

    private static InvalidMailException notReadable(Object body, String how, Throwable cause) {
        return new InvalidMailException(
                FIELD,
                "a " + body.getClass().getName() + " can't be read " + how + ".",
                "Convert it before, for example with .convertBodyTo(String.class), or attach it.",
                cause);
    }
}
