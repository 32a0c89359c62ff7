package io.github.camelgraphmail.examples.bus.outbox;

import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.examples.bus.job.JobMime;
import io.github.camelgraphmail.examples.bus.job.JobReader;
import io.github.camelgraphmail.examples.bus.job.MailJob;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of dead letters for people to look at: the mail that was to be sent, which a mail program opens, and a text that says why
 * it was not. What counts is the queue: a copy that can't be written or removed is a line in the log. Safe for use by many threads.
 */
public final class DeadLetterFiles {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFiles.class);

    private static final String MAIL = ".eml";
    private static final String NO_JOB = ".json";
    private static final String REASON = ".reason.txt";
    private static final int LONGEST_NAME = 80;
    private static final int HASH_DIGITS = 8;

    /** What comes back from a queue must not lead out of the folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final Optional<Path> folder;
    private final JobReader reader;
    private final JobMime mime = new JobMime();

    /** @param folder empty for no copies */
    public DeadLetterFiles(Optional<Path> folder, JobReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /** A step of a route, with the message that goes to the dead letters: notes in it what its copy is going to be called. */
    public void name(Exchange exchange) {
        Message letter = exchange.getMessage();
        if (folder.isPresent()) {
            letter.setHeader(
                    JobHeaders.COPY,
                    name(letter.getHeader(JobHeaders.ID, "", String.class), letter.getBody(byte[].class)));
        }
    }

    /** A step of a route, with the message that has gone to the dead letters. */
    public void write(Exchange exchange) {
        Message letter = exchange.getMessage();
        folder.ifPresent(place -> {
            String name = letter.getHeader(JobHeaders.COPY, String.class);
            try {
                Files.createDirectories(place);
                writeMail(place, name, letter.getBody(byte[].class));
                Files.writeString(place.resolve(name + REASON), reason(letter));
            } catch (IOException e) {
                LOG.warn("The copy {} of a dead letter could not be written: {}", name, e.toString());
            }
        });
    }

    private void writeMail(Path place, String name, byte[] job) throws IOException {
        try {
            MailJob read = reader.read(job);
            Files.write(place.resolve(name + MAIL), mime.write(read));
        } catch (InvalidMailException | MessagingException noMail) {
            LOG.debug("{} is no mail: {}", name, noMail.getMessage());
            Files.write(place.resolve(name + NO_JOB), job);
        }
    }

    private static String reason(Message letter) {
        String id = letter.getHeader(JobHeaders.ID, "", String.class);
        String reason = letter.getHeader(JobHeaders.REASON, "", String.class);
        String hint = letter.getHeader(JobHeaders.HINT, "", String.class);
        return "Not sent: " + (id.isEmpty() ? "what was to be a job" : "job " + id) + ", by input "
                + letter.getHeader(JobHeaders.SOURCE) + ", at " + letter.getHeader(JobHeaders.FAILED_AT) + "\n\n"
                + letter.getHeader(JobHeaders.FAILURE) + ": " + reason + "\n\n"
                + (reason.endsWith(hint) ? "" : hint + "\n\n")
                + "This is a copy. To try again, have the dead letter retried; see docs/bus.md.\n";
    }

    /** Removes the copy of a dead letter that is none any more; before the job can become one again. */
    public void remove(String name) {
        folder.filter(place -> NAME.matcher(name).matches()).ifPresent(place -> {
            for (String ending : List.of(MAIL, NO_JOB, REASON)) {
                try {
                    Files.deleteIfExists(place.resolve(name + ending));
                } catch (IOException e) {
                    LOG.warn("The copy {} of a dead letter could not be removed: {}", name, e.toString());
                }
            }
        });
    }

    /** An id may have what a file's name can't, and be another's in lower case; what comes from the job's bytes tells them apart. */
    private static String name(String id, byte[] job) {
        String safe = id.replaceAll("[^A-Za-z0-9_-]", "_");
        String begin = safe.isEmpty() ? "job" : safe.substring(0, Math.min(safe.length(), LONGEST_NAME));
        return begin + "-" + OutboxMessages.hash(job).substring(0, HASH_DIGITS);
    }
}
