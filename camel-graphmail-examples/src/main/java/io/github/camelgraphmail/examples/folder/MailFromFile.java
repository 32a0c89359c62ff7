package io.github.camelgraphmail.examples.folder;

import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.InvalidMailException;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.attachment.AttachmentMessage;

/** Turns a dropped file into a mail: a text or HTML file into its body, any other into an attachment. */
public final class MailFromFile implements Processor {

    /** What a request to Graph can hold. */
    private static final long MAX_TEXT_BYTES = 4L * 1024 * 1024;

    private final SidecarReader sidecars = new SidecarReader();
    private final String subject;
    private final String text;

    /**
     * @param subject the property with the subject of mails whose sidecar says none, in Camel's simple language
     * @param text the property with the text that goes with an attachment
     */
    public MailFromFile(String subject, String text) {
        this.subject = subject;
        this.text = text;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Path file = exchange.getMessage().getBody(File.class).toPath();
        Sidecar sidecar = sidecars.read(file);
        address(exchange, sidecar);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            body(exchange, sidecar, file, "text/html");
        } else if (name.endsWith(".txt")) {
            body(exchange, sidecar, file, "text/plain");
        } else {
            attachment(exchange, sidecar, file);
        }
    }

    private void address(Exchange exchange, Sidecar sidecar) {
        setHeader(exchange, GraphMailConstants.TO, sidecar.to());
        setHeader(exchange, GraphMailConstants.CC, sidecar.cc());
        setHeader(exchange, GraphMailConstants.BCC, sidecar.bcc());
        setHeader(exchange, GraphMailConstants.REPLY_TO, sidecar.replyTo());
        setHeader(exchange, GraphMailConstants.IMPORTANCE, sidecar.importance());
        setHeader(exchange, GraphMailConstants.CATEGORIES, sidecar.categories());
        setHeader(exchange, GraphMailConstants.SUBJECT, textOr(exchange, sidecar.subject(), subject));
    }

    private static void setHeader(Exchange exchange, String header, Object value) {
        if (value != null) {
            exchange.getMessage().setHeader(header, value);
        }
    }

    /** The sidecar's word, else the property's, in which ${file:name} and the like may stand. */
    private static String textOr(Exchange exchange, String text, String property) {
        if (text != null) {
            return text;
        }
        String expression = exchange.getContext().resolvePropertyPlaceholders("{{" + property + "}}");
        return exchange.getContext()
                .resolveLanguage("simple")
                .createExpression(expression)
                .evaluate(exchange, String.class);
    }

    private static void body(Exchange exchange, Sidecar sidecar, Path file, String contentType) throws IOException {
        if (sidecar.text() != null) {
            throw new InvalidMailException(
                    file.getFileName() + SidecarReader.SUFFIX,
                    "'text' is set, but " + file.getFileName() + " is the mail's text itself.",
                    "Leave text out.");
        }
        if (Files.size(file) > MAX_TEXT_BYTES) {
            throw new InvalidMailException(
                    file.getFileName().toString(),
                    "has " + Files.size(file) + " bytes, and a mail's text " + MAX_TEXT_BYTES + " at the most.",
                    "Drop it under another ending, such as .log, to have it attached if it is small enough for that.");
        }
        try {
            exchange.getMessage().setBody(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new InvalidMailException(
                    file.getFileName().toString(), "is not UTF-8.", "Save the file as UTF-8.", e);
        }
        exchange.getMessage().setHeader(GraphMailConstants.CONTENT_TYPE, contentType);
    }

    private void attachment(Exchange exchange, Sidecar sidecar, Path file) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        message.addAttachment(file.getFileName().toString(), new DataHandler(new FileDataSource(file.toFile())));
        message.setBody(textOr(exchange, sidecar.text(), text));
    }
}
