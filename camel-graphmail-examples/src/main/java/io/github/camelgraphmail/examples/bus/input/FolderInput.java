package io.github.camelgraphmail.examples.bus.input;

import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.examples.folder.Filing;
import io.github.camelgraphmail.examples.folder.MailFromFile;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** The watched folder: text and HTML files leave as mails, others as attachments, with a sidecar that says to whom. */
public final class FolderInput extends RouteBuilder {

    @Override
    public void configure() {
        onException(InvalidMailException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "${header.CamelFileName} is refused: ${exception.message}")
                .bean("folderFiling", "failed");

        from("file:{{bus.folder}}"
                        + "?antExclude=*.mail.yaml,*.tmp,*.part,*.filepart,*.crdownload,*~"
                        + "&filter=#folderSettled&delay={{bus.files.poll}}&maxMessagesPerPoll=100"
                        + "&idempotent=true&idempotentRepository=#folderDealtWith&idempotentKey=" + Filing.KEY
                        + "&move=${exchangeProperty." + Filing.TARGET + "}")
                .routeId("folder")
                .process("fileIdentity")
                .setHeader("CamelGraphMailTo", constant("{{bus.folder.to}}"))
                .process(new MailFromFile("bus.folder.subject", "bus.folder.text"))
                .to("direct:outbox")
                .bean("folderFiling", "done");
    }
}
