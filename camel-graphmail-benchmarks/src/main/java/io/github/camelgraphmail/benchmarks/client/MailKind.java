package io.github.camelgraphmail.benchmarks.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;

/** What kind of mail is sent again and again. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({@JsonSubTypes.Type(MailKind.Html.class), @JsonSubTypes.Type(MailKind.WithFile.class)})
public sealed interface MailKind {

    String SUBJECT = "Nightly report";
    String RECIPIENT = "ops@contoso.com";

    /** One kilobyte of HTML. */
    record Html() implements MailKind {}

    /** The same with a file as its attachment. */
    record WithFile(Path file) implements MailKind {}

    /** The body that all of them have: 1024 bytes. */
    static String html() {
        String start = "<html><body><h1>Nightly report</h1><table>";
        String end = "</table></body></html>";
        String row = "<tr><td>Invoice 4711</td><td>1,234.56 EUR</td></tr>";
        int rows = (1024 - start.length() - end.length()) / row.length();
        String rest = " ".repeat((1024 - start.length() - end.length()) % row.length());
        return start + row.repeat(rows) + rest + end;
    }
}
