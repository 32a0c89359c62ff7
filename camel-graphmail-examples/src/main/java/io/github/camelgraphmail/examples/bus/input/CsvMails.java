package io.github.camelgraphmail.examples.bus.input;

import freemarker.template.Template;
import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.examples.bus.outbox.JobHeaders;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A mail for each row of a CSV file, from a template. Each method is a step of a route. A file that is none is refused before
 * its first mail; of one that is, rows that make no mail are listed, and the others go.
 */
public final class CsvMails {

    private static final String REFUSALS = "CsvRefusals";
    private static final String ROW = "CsvRow";
    private static final String TO = "to";
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    /** What a spreadsheet calculates; a sign before a number or a telephone number is none. */
    private static final Pattern FORMULA = Pattern.compile("(?s)[=@\\t\\r].*|[+-](?![0-9 ().,/-]*$).*");

    private final CSVFormat format;
    private final Templates templates;
    private final Template text;
    private final Template subject;

    /**
     * @param delimiter between the values of a row
     * @param text of the mails, in which columns stand as ${name}
     * @param subject of rows without a column of that name
     */
    public CsvMails(char delimiter, Templates templates, Template text, Template subject) {
        this.format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .setAllowMissingColumnNames(false)
                .get();
        this.templates = templates;
        this.text = text;
        this.subject = subject;
    }

    private record Refusal(CsvRow row, String reason) {}

    /** The rows of the dropped file. */
    public void rows(Exchange exchange) throws IOException {
        Path file = exchange.getMessage().getBody(File.class).toPath();
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new InvalidMailException(
                    "the file",
                    "has " + size + " bytes, and may have " + MAX_BYTES + ".",
                    "Drop several smaller ones.");
        }
        exchange.getMessage().setBody(rows(Files.readAllBytes(file)));
        exchange.setProperty(REFUSALS, new ArrayList<Refusal>());
    }

    private List<CsvRow> rows(byte[] content) {
        List<CsvRow> rows = new ArrayList<>();
        try (CSVParser parser = format.parse(new InputStreamReader(
                new ByteArrayInputStream(content, bomLength(content), content.length - bomLength(content)),
                StandardCharsets.UTF_8.newDecoder()))) {
            if (!parser.getHeaderNames().contains(TO)) {
                throw new InvalidMailException(
                        "the first line",
                        "has the columns " + parser.getHeaderNames() + ", and none is " + TO + ".",
                        "Name the columns there; that with the recipients is " + TO
                                + ". Other delimiters are set with bus.csv.delimiter.");
            }
            long line = parser.getCurrentLineNumber() + 1;
            for (CSVRecord record : parser) {
                if (!record.isConsistent()) {
                    throw new InvalidMailException(
                            "line " + line,
                            "has " + record.size() + " values, and there are "
                                    + parser.getHeaderNames().size() + " columns.",
                            "Give each column a value; one with a delimiter in it stands in quotes.");
                }
                rows.add(new CsvRow(line, new LinkedHashMap<>(record.toMap())));
                line = parser.getCurrentLineNumber() + 1;
            }
            return rows;
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static InvalidMailException unreadable(Exception e) {
        return e instanceof CharacterCodingException
                ? new InvalidMailException("the file", "is not UTF-8.", "Save it as CSV UTF-8.", e)
                : new InvalidMailException(
                        "the file",
                        "is no CSV: " + e.getMessage() + ".",
                        "A value with a delimiter, a line break or a quote in it stands in quotes, and quotes in it are doubled.",
                        e);
    }

    /** Excel begins UTF-8 with a byte order mark. */
    private static int bomLength(byte[] content) {
        return content.length >= 3
                        && content[0] == (byte) 0xef
                        && content[1] == (byte) 0xbb
                        && content[2] == (byte) 0xbf
                ? 3
                : 0;
    }

    /** A row in the body becomes a mail. */
    public void mail(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        CsvRow row = message.getBody(CsvRow.class);
        exchange.setProperty(ROW, row);
        refuseFormulas(row);
        Map<String, String> values = row.values();
        message.setHeader(JobHeaders.ID, message.getHeader(JobHeaders.ID, String.class) + "-" + row.number());
        message.setHeader(GraphMailConstants.TO, values.get(TO));
        message.setHeader(GraphMailConstants.CC, values.get("cc"));
        message.setHeader(GraphMailConstants.BCC, values.get("bcc"));
        message.setHeader(
                GraphMailConstants.SUBJECT,
                values.containsKey("subject") ? values.get("subject") : templates.fill(subject, values));
        message.setHeader(GraphMailConstants.CONTENT_TYPE, "text/html");
        message.setBody(templates.fill(text, values));
    }

    private static void refuseFormulas(CsvRow row) {
        row.values().forEach((column, value) -> {
            if (FORMULA.matcher(value).matches()) {
                throw new InvalidMailException(
                        column, "'" + value + "' is a formula.", "Export the values that formulas come to.");
            }
        });
    }

    /** The row makes no mail. */
    public void refuse(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        CsvRow row = exchange.getProperty(ROW, CsvRow.class);
        refusals(exchange).add(new Refusal(row, failure.getMessage()));
    }

    /** The rows that made no mail, as CSV, each with its line and the reason; empty where all did. */
    public void refused(Exchange exchange) throws IOException {
        List<Refusal> refusals = refusals(exchange);
        if (refusals.isEmpty()) {
            exchange.getMessage().setBody("");
            return;
        }
        StringWriter csv = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.RFC4180)) {
            printer.print("line");
            printer.print("reason");
            printer.printRecord(refusals.get(0).row().values().keySet());
            for (Refusal refusal : refusals) {
                printer.print(refusal.row().number());
                printer.print(unformula(refusal.reason()));
                printer.printRecord(refusal.row().values().values().stream()
                        .map(CsvMails::unformula)
                        .toList());
            }
        }
        exchange.getMessage().setBody(csv.toString());
    }

    /** So that whoever opens the list does not calculate what was refused. */
    private static String unformula(String value) {
        return FORMULA.matcher(value).matches() ? "'" + value : value;
    }

    @SuppressWarnings("unchecked")
    private static List<Refusal> refusals(Exchange exchange) {
        return exchange.getProperty(REFUSALS, List.class);
    }
}
