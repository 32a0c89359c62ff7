package io.github.camelgraphmail.examples.bus.input;

import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.examples.bus.job.JobChecks;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Takes a dropped {@code .eml} file as the pickup directory of an SMTP server does: {@code X-Sender} and {@code X-Receiver} lines of
 * its header are the envelope and are taken out, all else goes byte for byte. Graph has no envelope: it sends to whom To, Cc
 * and Bcc name. So receivers who are not named there become a Bcc, and a mail that names somebody who is no receiver is refused.
 */
public final class DroppedMail implements Processor {

    private static final String SENDER = "x-sender";
    private static final String RECEIVER = "x-receiver";

    private final JobChecks checks;

    public DroppedMail(JobChecks checks) {
        this.checks = checks;
    }

    /** A header line with those that continue it, and where it stands. */
    private record HeaderLine(int begin, int end, String name, String value) {}

    @Override
    public void process(Exchange exchange) throws IOException, MessagingException {
        byte[] mail =
                Files.readAllBytes(exchange.getMessage().getBody(File.class).toPath());
        List<HeaderLine> lines = header(mail);
        List<String> senders = values(lines, SENDER);
        List<String> receivers = values(lines, RECEIVER);
        InternetHeaders headers = new InternetHeaders(new ByteArrayInputStream(mail));
        Map<String, String> named = named(headers);
        if (senders.size() > 1) {
            throw new InvalidMailException("X-Sender", "stands there " + senders.size() + " times.", "Leave one.");
        }
        byte[] sent = envelopeTakenOut(mail, lines);
        if (!receivers.isEmpty()) {
            sent = withBcc(sent, missing(receivers, named), mail);
        } else {
            checks.recipients(named.size());
        }
        exchange.getMessage().setHeader(GraphMailConstants.CONTENT_TYPE, "message/rfc822");
        exchange.getMessage()
                .setHeader(
                        GraphMailConstants.SENDER,
                        senders.isEmpty() ? author(headers) : bare("X-Sender", senders.get(0)));
        exchange.getMessage().setBody(sent);
    }

    private static List<HeaderLine> header(byte[] mail) {
        List<HeaderLine> lines = new ArrayList<>();
        int begin = 0;
        while (begin < mail.length && !isLineBreak(mail[begin])) {
            int end = lineEnd(mail, begin);
            while (end < mail.length && (mail[end] == ' ' || mail[end] == '\t')) {
                end = lineEnd(mail, end);
            }
            String line = new String(mail, begin, end - begin, StandardCharsets.UTF_8);
            int colon = line.indexOf(':');
            if (colon > 0) {
                lines.add(new HeaderLine(
                        begin,
                        end,
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip()));
            }
            begin = end;
        }
        if (lines.isEmpty()) {
            throw new InvalidMailException(
                    "the file", "does not begin with the header of a mail.", "Drop a mail as RFC 5322 has it.");
        }
        return lines;
    }

    private static boolean isLineBreak(byte c) {
        return c == '\n' || c == '\r';
    }

    private static int lineEnd(byte[] mail, int from) {
        int i = from;
        while (i < mail.length && mail[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, mail.length);
    }

    private static List<String> values(List<HeaderLine> lines, String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(HeaderLine::value)
                .toList();
    }

    /** Whom To, Cc and Bcc name: as compared, and as written. */
    private static Map<String, String> named(InternetHeaders headers) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String field : List.of("To", "Cc", "Bcc")) {
            String line = headers.getHeader(field, ",");
            if (line != null) {
                for (InternetAddress address : parsed(field, line)) {
                    named.put(address.getAddress().toLowerCase(Locale.ROOT), address.getAddress());
                }
            }
        }
        return named;
    }

    private List<String> missing(List<String> receivers, Map<String, String> named) {
        Map<String, String> envelope = new LinkedHashMap<>();
        for (String receiver : receivers) {
            String address = bare("X-Receiver", receiver);
            envelope.put(address.toLowerCase(Locale.ROOT), address);
        }
        checks.recipients(envelope.size());
        List<String> left = named.entrySet().stream()
                .filter(recipient -> !envelope.containsKey(recipient.getKey()))
                .map(Map.Entry::getValue)
                .limit(3)
                .toList();
        if (!left.isEmpty()) {
            throw new InvalidMailException(
                    "X-Receiver",
                    "leaves out " + String.join(", ", left)
                            + " whom To, Cc or Bcc name, and Graph sends to all of them.",
                    "Take them out of To, Cc and Bcc, or give each an X-Receiver line.");
        }
        return envelope.entrySet().stream()
                .filter(receiver -> !named.containsKey(receiver.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static byte[] envelopeTakenOut(byte[] mail, List<HeaderLine> lines) {
        ByteArrayOutputStream left = new ByteArrayOutputStream(mail.length);
        int from = 0;
        for (HeaderLine line : lines) {
            if (line.name().equals(SENDER) || line.name().equals(RECEIVER)) {
                left.write(mail, from, line.begin() - from);
                from = line.end();
            }
        }
        left.write(mail, from, mail.length - from);
        return left.toByteArray();
    }

    /** A line for each, so that none is too long; Graph reads them as one field. */
    private static byte[] withBcc(byte[] mail, List<String> addresses, byte[] dropped) {
        if (addresses.isEmpty()) {
            return mail;
        }
        String lineBreak = dropped[lineEnd(dropped, 0) - 2] == '\r' ? "\r\n" : "\n";
        byte[] bcc = addresses.stream()
                .collect(Collectors.joining("," + lineBreak + " ", "Bcc: ", lineBreak))
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream with = new ByteArrayOutputStream(bcc.length + mail.length);
        with.writeBytes(bcc);
        with.writeBytes(mail);
        return with.toByteArray();
    }

    private static String author(InternetHeaders headers) {
        String from = headers.getHeader("From", ",");
        if (from == null) {
            throw new InvalidMailException(
                    "From", "is missing.", "Name the mailbox that sends, in From or in an X-Sender line.");
        }
        return parsed("From", from)[0].getAddress();
    }

    private static String bare(String field, String value) {
        InternetAddress[] addresses = parsed(field, value);
        if (addresses.length != 1) {
            throw new InvalidMailException(
                    field, "'" + value + "' is not one address.", "Write a line for each address.");
        }
        return addresses[0].getAddress();
    }

    private static InternetAddress[] parsed(String field, String line) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(line, true);
            if (addresses.length > 0) {
                return addresses;
            }
        } catch (AddressException e) {
            throw new InvalidMailException(
                    field, "'" + e.getRef() + "' is no address: " + e.getMessage() + ".", "Write eva@contoso.com.", e);
        }
        throw new InvalidMailException(field, "is empty.", "Write eva@contoso.com, or leave the line out.");
    }
}
