package io.github.camelgraphmail.examples.bus.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a job sends. */
public sealed interface JobContent {

    /**
     * A mail of parts. Addresses are mailboxes as RFC 5322 has them, one an entry.
     *
     * @param from another From address than the sender's
     * @param importance low, normal or high
     * @param headers further headers of the mail
     */
    record Composed(
            Optional<String> from,
            List<String> to,
            List<String> cc,
            List<String> bcc,
            List<String> replyTo,
            String subject,
            JobText text,
            Optional<String> importance,
            List<String> categories,
            Map<String, String> headers,
            List<JobAttachment> attachments)
            implements JobContent {

        public Composed {
            to = List.copyOf(to);
            cc = List.copyOf(cc);
            bcc = List.copyOf(bcc);
            replyTo = List.copyOf(replyTo);
            categories = List.copyOf(categories);
            headers = Map.copyOf(headers);
            attachments = List.copyOf(attachments);
        }
    }

    /**
     * A whole mail, which goes byte for byte.
     *
     * @param content its bytes, which nobody changes
     */
    record Mime(byte[] content) implements JobContent {}
}
