package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.delivery.StepOutcome.Done;
import io.github.camelgraphmail.delivery.StepOutcome.Refused;
import io.github.camelgraphmail.graph.UploadRange;
import io.github.camelgraphmail.mail.MailAttachment;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Puts a large attachment into an upload session, range by range straight from its source, so that two ranges are in memory: the
 * one that is under way and the next. A range whose answer was lost is put again; one that was acknowledged is not.
 *
 * @see <a href="https://learn.microsoft.com/graph/outlook-large-attachments">Attach large files to Outlook messages</a>
 */
final class AttachmentUpload {

    /** How an upload ended. */
    sealed interface End {

        /** Graph says that the attachment is there. */
        record Complete() implements End {}

        /**
         * Nobody says that. The attachment may be there all the same, if it was the last range whose answer was lost.
         *
         * @param last what the last range came to
         */
        record Broken(StepOutcome last) implements End {}
    }

    /** At most 4 MB, of a thousand kilobytes even; a multiple of 320 KiB, as other upload sessions of Graph's want it. */
    private static final int RANGE_BYTES = 12 * 320 * 1024;

    /** The JDK keeps a buffer of its own for each thread, as large as what is read at a time. */
    private static final int READ_BYTES = 64 * 1024;

    private static final int TRIES_PER_RANGE = 6;
    private static final int CREATED = 201;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private record Ahead(long offset, byte[] bytes) {}

    private final DraftCalls calls;
    private final URI session;
    private final MailAttachment attachment;
    private final long total;
    private final DraftReader reader = new DraftReader();

    private InputStream content;
    private long position;
    private Ahead ahead;

    /** Of a range that was acknowledged, for another one; null when there is none. */
    private byte[] spare;

    AttachmentUpload(DraftCalls calls, URI session, MailAttachment attachment) {
        this.calls = calls;
        this.session = session;
        this.attachment = attachment;
        this.total = attachment.source().size();
    }

    /** Once. Completes exceptionally when the source can't be read, or as {@link DraftCalls#call} does. */
    CompletionStage<End> run() {
        return from(0).whenComplete((end, failure) -> close());
    }

    private CompletionStage<End> from(long offset) {
        UploadRange range;
        try {
            range = new UploadRange(session, offset, total, bytes(offset));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(DraftAttachments.unreadable(attachment, e));
        }
        CompletionStage<StepOutcome> putting = calls.upload(range);
        readAhead(offset + range.bytes().length);
        return putting.thenCompose(outcome -> proceed(range, outcome, 1));
    }

    /** While a range is under way. */
    private void readAhead(long offset) {
        if (offset >= total) {
            return;
        }
        try {
            ahead = new Ahead(offset, read(offset));
        } catch (IOException again) {
            // It is read once more when it is needed, and that failure counts.
            close();
        }
    }

    private byte[] bytes(long offset) throws IOException {
        Ahead read = ahead;
        ahead = null;
        return read != null && read.offset() == offset ? read.bytes() : read(offset);
    }

    /** @param tries how often the range was put */
    private CompletionStage<End> proceed(UploadRange range, StepOutcome outcome, int tries) {
        long next = range.offset() + range.bytes().length;
        if (outcome instanceof Done done) {
            if (done.answer().status() == CREATED) {
                return CompletableFuture.completedFuture(new End.Complete());
            }
            long expected = reader.nextOffset(done.answer().content()).orElse(next);
            boolean goesOn = expected > range.offset() && expected <= next && expected < total;
            spare = range.bytes();
            return goesOn ? from(expected) : CompletableFuture.completedFuture(new End.Broken(outcome));
        }
        if (outcome instanceof Refused refused) {
            // A range that was lost may have been taken all the same; then the next one is what is missing.
            boolean wasTaken = refused.is(RANGE_NOT_SATISFIABLE) && tries > 1 && next < total;
            return wasTaken ? from(next) : CompletableFuture.completedFuture(new End.Broken(outcome));
        }
        return tries < TRIES_PER_RANGE && calls.mayWait(tries)
                ? calls.uploadAfterWait(tries, range).thenCompose(again -> proceed(range, again, tries + 1))
                : CompletableFuture.completedFuture(new End.Broken(outcome));
    }

    private byte[] read(long offset) throws IOException {
        if (content == null || offset < position) {
            close();
            content = attachment.source().open();
            position = 0;
        }
        content.skipNBytes(offset - position);
        byte[] bytes = room((int) Math.min(RANGE_BYTES, total - offset));
        // Until all of it has been read the place is not known.
        position = total;
        for (int filled = 0; filled < bytes.length; ) {
            int read = content.read(bytes, filled, Math.min(READ_BYTES, bytes.length - filled));
            if (read < 0) {
                throw new EOFException("it has become shorter than its " + total + " bytes");
            }
            filled += read;
        }
        position = offset + bytes.length;
        if (position == total && content.read() >= 0) {
            throw new IOException("it has grown past its " + total + " bytes");
        }
        return bytes;
    }

    private byte[] room(int size) {
        byte[] bytes = spare != null && spare.length == size ? spare : new byte[size];
        spare = null;
        return bytes;
    }

    private void close() {
        if (content != null) {
            try {
                content.close();
            } catch (IOException unimportant) {
                // It was only read.
            }
            content = null;
        }
    }
}
