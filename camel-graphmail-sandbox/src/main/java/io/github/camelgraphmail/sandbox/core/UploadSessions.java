package io.github.camelgraphmail.sandbox.core;

import io.github.camelgraphmail.sandbox.core.content.ContentFiles;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The upload sessions that are open. Safe for use by many threads. */
public final class UploadSessions {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Clock clock;
    private final ContentFiles files;
    private final Map<String, UploadSession> open = new ConcurrentHashMap<>();
    private final LongAdder accepted = new LongAdder();

    /** @param files where attachments on their way are */
    public UploadSessions(Clock clock, ContentFiles files) {
        this.clock = clock;
        this.files = files;
    }

    public UploadSession create(MailItem draft, UploadSession.Announced announced) {
        open.values().stream()
                .filter(other -> other.expires().isBefore(clock.instant()))
                .toList()
                .forEach(this::cancel);
        UploadSession session = new UploadSession(
                UUID.randomUUID().toString(),
                draft.mailbox(),
                draft.immutableId(),
                announced,
                clock.instant().plus(LIFETIME),
                files);
        open.put(session.id(), session);
        return session;
    }

    /** An open session; empty when it was completed, cancelled, or has expired. */
    public Optional<UploadSession> find(String id) {
        return Optional.ofNullable(open.get(id))
                .filter(session -> clock.instant().isBefore(session.expires()));
    }

    /** Takes a range; a session that is complete is gone. */
    public UploadSession.Outcome put(UploadSession session, long first, long last, long total, byte[] bytes) {
        UploadSession.Outcome outcome = session.put(first, last, total, bytes);
        if (outcome instanceof UploadSession.Outcome.Complete) {
            open.remove(session.id());
        }
        if (outcome instanceof UploadSession.Outcome.Complete || outcome instanceof UploadSession.Outcome.Continue) {
            accepted.add(bytes.length);
        }
        return outcome;
    }

    public void cancel(UploadSession session) {
        if (open.remove(session.id()) != null) {
            session.discard();
        }
    }

    /** Forgets every open session, as if they had expired. */
    public void expireAll() {
        List.copyOf(open.values()).forEach(this::cancel);
    }

    /** How many bytes were taken since the start, those of sessions that came to nothing included. */
    public long acceptedBytes() {
        return accepted.sum();
    }
}
