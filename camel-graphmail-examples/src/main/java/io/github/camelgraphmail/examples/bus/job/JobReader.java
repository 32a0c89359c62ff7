package io.github.camelgraphmail.examples.bus.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.camelgraphmail.InvalidMailException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads jobs from JSON, and says what is wrong with one that is none: the field, its value and the way out. Safe for use by
 * many threads.
 */
public final class JobReader {

    private static final String DOCUMENT = "the job";
    private static final Set<String> IMPORTANCE = Set.of("low", "normal", "high");

    private final String defaultSender;
    private final JobLimits limits;
    private final JobChecks checks;
    private final AttachmentFolder folder;
    private final ObjectReader json;

    /**
     * @param defaultSender of jobs that name none
     * @param folder where attachments may stand that a job names by their file
     */
    public JobReader(String defaultSender, JobLimits limits, AttachmentFolder folder) {
        this.defaultSender = defaultSender;
        this.limits = limits;
        this.checks = new JobChecks(limits);
        this.folder = folder;
        this.json = mapper(limits).readerFor(JobDocument.class);
    }

    private static JsonMapper mapper(JobLimits limits) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength((int) Math.min(Integer.MAX_VALUE, limits.maxDocumentBytes()))
                        .maxNestingDepth(10)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        return JsonMapper.builder(factory)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withCoercionConfig(LogicalType.Textual, config -> {
                    for (CoercionInputShape shape :
                            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
                        config.setCoercion(shape, CoercionAction.Fail);
                    }
                })
                .build();
    }

    /**
     * Reads a job that carries its id.
     *
     * @throws InvalidMailException when it is no job, or one without an id
     */
    public MailJob read(byte[] document) {
        JobDocument read = parsed(document);
        if (read.id() == null) {
            throw new InvalidMailException(
                    "id", "is missing.", "Give each mail an id of its own; the same id again is the same mail.");
        }
        return job(read, read.id());
    }

    /**
     * Reads a job.
     *
     * @param id of a job that carries none
     * @throws InvalidMailException when it is no job
     */
    public MailJob read(byte[] document, String id) {
        JobDocument read = parsed(document);
        return job(read, read.id() == null ? id : read.id());
    }

    private JobDocument parsed(byte[] document) {
        if (document.length > limits.maxDocumentBytes()) {
            throw new InvalidMailException(
                    DOCUMENT,
                    "has " + document.length + " bytes, and may have " + limits.maxDocumentBytes() + ".",
                    "A mail holds " + limits.maxBytes()
                            + " bytes (bus.mail.max-megabytes); send a link to what is larger.");
        }
        try {
            JobDocument read = json.readValue(document);
            if (read == null) {
                throw new InvalidMailException(DOCUMENT, "is null.", "Send a JSON object such as {\"to\": ...}.");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidMailException(
                    path(e),
                    "is no field of a job.",
                    "Use "
                            + e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".",
                    e);
        } catch (JsonMappingException e) {
            throw new InvalidMailException(
                    path(e),
                    "line " + e.getLocation().getLineNr() + ": " + shortened(e.getOriginalMessage()) + ".",
                    "See docs/mail-job.schema.json.",
                    e);
        } catch (JsonProcessingException e) {
            throw new InvalidMailException(
                    DOCUMENT,
                    "is no JSON, line " + e.getLocation().getLineNr() + ": " + shortened(e.getOriginalMessage()) + ".",
                    "Send a JSON object such as {\"to\": ...}, as UTF-8.",
                    e);
        } catch (IOException e) {
            throw new InvalidMailException(DOCUMENT, "can't be read: " + e.getMessage() + ".", "See the cause.", e);
        }
    }

    /** Jackson names Java types, which mean nothing to who writes JSON. */
    private static String shortened(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.replaceAll("`[^`]*`", "this field").replaceAll("\\.$", "");
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? DOCUMENT : path.replaceFirst("^\\.", "");
    }

    private MailJob job(JobDocument read, String id) {
        checks.id(id);
        JobContent content = read.mime() == null ? composed(read) : mime(read);
        return new MailJob(id, checks.sender(Optional.ofNullable(read.sender()).orElse(defaultSender)), content);
    }

    private JobContent mime(JobDocument read) {
        boolean alone = Stream.of(
                        read.from(),
                        read.to(),
                        read.cc(),
                        read.bcc(),
                        read.replyTo(),
                        read.subject(),
                        read.text(),
                        read.html(),
                        read.importance(),
                        read.categories(),
                        read.headers(),
                        read.attachments())
                .allMatch(field -> field == null);
        if (!alone) {
            throw new InvalidMailException(
                    "mime",
                    "is a whole mail, and other fields say what a mail is made of.",
                    "Beside mime leave out all but id and sender.");
        }
        checks.size(read.mime().length);
        return new JobContent.Mime(read.mime());
    }

    private JobContent composed(JobDocument read) {
        if (read.text() != null && read.html() != null) {
            throw new InvalidMailException("html", "is set beside text.", "A mail has one of them.");
        }
        JobContent.Composed content = new JobContent.Composed(
                Optional.ofNullable(read.from()),
                addresses("to", read.to()),
                addresses("cc", read.cc()),
                addresses("bcc", read.bcc()),
                addresses("replyTo", read.replyTo()),
                read.subject() == null ? "" : read.subject(),
                read.html() == null
                        ? new JobText.Plain(read.text() == null ? "" : read.text())
                        : new JobText.Html(read.html()),
                importance(read.importance()),
                strings("categories", read.categories()),
                headers(read.headers()),
                attachments(read));
        checks.content(content);
        return content;
    }

    private List<String> addresses(String field, List<String> values) {
        List<String> addresses = strings(field, values);
        addresses.forEach(address -> checks.address(field, address));
        return addresses;
    }

    private static List<String> strings(String field, List<String> values) {
        if (values == null) {
            return List.of();
        }
        if (values.contains(null)) {
            throw new InvalidMailException(field, "has an entry that is null.", "Leave it out.");
        }
        return values;
    }

    private static Optional<String> importance(String value) {
        if (value != null && !IMPORTANCE.contains(value)) {
            throw new InvalidMailException("importance", "'" + value + "' is none.", "Use low, normal or high.");
        }
        return Optional.ofNullable(value);
    }

    private static Map<String, String> headers(Map<String, String> headers) {
        if (headers == null) {
            return Map.of();
        }
        headers.forEach((name, value) -> {
            if (value == null) {
                throw new InvalidMailException("headers." + name, "is null.", "Leave it out.");
            }
        });
        return headers;
    }

    private List<JobAttachment> attachments(JobDocument read) {
        if (read.attachments() == null) {
            return List.of();
        }
        List<JobAttachment> attachments = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < read.attachments().size(); i++) {
            JobAttachment attachment =
                    attachment("attachments[" + i + "]", read.attachments().get(i), limits.maxBytes() - bytes);
            bytes += attachment.content().length;
            checks.size(bytes);
            attachments.add(attachment);
        }
        return attachments;
    }

    private JobAttachment attachment(String field, JobDocument.Attachment read, long room) {
        if (read == null || (read.content() == null) == (read.file() == null)) {
            throw new InvalidMailException(
                    field, "has to have either content or file.", "content is the file as Base64, file its name.");
        }
        byte[] content = read.content() == null ? folder.read(field + ".file", read.file(), room) : read.content();
        String name = read.name() == null && read.file() != null ? AttachmentFolder.name(read.file()) : read.name();
        return new JobAttachment(
                checks.fileName(field + ".name", name),
                Optional.ofNullable(read.contentType()),
                Optional.ofNullable(read.contentId()),
                content);
    }
}
