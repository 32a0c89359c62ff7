package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailStamp;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.github.camelgraphmail.sandbox.wire.mime.MimeReader;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Map;

/** Reads a message that came as MIME. */
final class MessageMime {

    private final MimeReader reader = new MimeReader();

    MailMessage message(MailSource.Mime source) throws Refused {
        try {
            return reader.read(source.bytes());
        } catch (MessagingException | IOException | IllegalArgumentException e) {
            throw new Refused(GraphError.mimeInvalid("The MIME content is not valid: " + e.getMessage()));
        }
    }

    MailStamp stamp(MailSource.Mime source) throws Refused {
        try {
            return new MailStamp(reader.messageId(source.bytes()), Map.of());
        } catch (MessagingException e) {
            throw new Refused(GraphError.mimeInvalid("The MIME content is not valid: " + e.getMessage()));
        }
    }
}
