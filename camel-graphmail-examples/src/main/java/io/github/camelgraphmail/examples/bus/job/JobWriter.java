package io.github.camelgraphmail.examples.bus.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes jobs as JSON, the same job always the same. Safe for use by many threads. */
public final class JobWriter {

    private final ObjectWriter json = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build()
            .writerFor(JobDocument.class);

    /** A job as {@link JobReader} reads it. */
    public byte[] write(MailJob job) {
        try {
            return json.writeValueAsBytes(document(job));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Job " + job.id() + " can't be written", e);
        }
    }

    private static JobDocument document(MailJob job) {
        if (job.content() instanceof JobContent.Mime mime) {
            return new JobDocument(
                    job.id(),
                    job.sender(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    mime.content());
        }
        JobContent.Composed mail = (JobContent.Composed) job.content();
        return new JobDocument(
                job.id(),
                job.sender(),
                mail.from().orElse(null),
                orNull(mail.to()),
                orNull(mail.cc()),
                orNull(mail.bcc()),
                orNull(mail.replyTo()),
                mail.subject(),
                mail.text() instanceof JobText.Plain plain ? plain.content() : null,
                mail.text() instanceof JobText.Html html ? html.content() : null,
                mail.importance().orElse(null),
                orNull(mail.categories()),
                mail.headers().isEmpty() ? null : new TreeMap<>(Map.copyOf(mail.headers())),
                orNull(mail.attachments().stream().map(JobWriter::document).toList()),
                null);
    }

    private static <T> List<T> orNull(List<T> values) {
        return values.isEmpty() ? null : values;
    }

    private static JobDocument.Attachment document(JobAttachment attachment) {
        return new JobDocument.Attachment(
                attachment.name(),
                attachment.contentType().orElse(null),
                attachment.contentId().orElse(null),
                attachment.content(),
                null);
    }
}
