package io.github.camelgraphmail.benchmarks.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.benchmarks.client.MailKind.WithFile;
import java.io.IOException;
import java.nio.file.Files;

/** The request that Graph wants for a mail, made once: what a bare client sends. */
final class PreparedMail {

    private PreparedMail() {}

    static byte[] request(MailKind kind) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode request = mapper.createObjectNode();
        ObjectNode message = request.putObject("message");
        message.put("subject", MailKind.SUBJECT);
        message.putObject("body").put("contentType", "html").put("content", MailKind.html());
        message.putArray("toRecipients").addObject().putObject("emailAddress").put("address", MailKind.RECIPIENT);
        if (kind instanceof WithFile withFile) {
            message.putArray("attachments")
                    .addObject()
                    .put("@odata.type", "#microsoft.graph.fileAttachment")
                    .put("name", withFile.file().getFileName().toString())
                    .put("contentType", "application/pdf")
                    .put("contentBytes", Files.readAllBytes(withFile.file()));
        }
        return mapper.writeValueAsBytes(request);
    }
}
