package io.github.camelgraphmail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a component has done since it was made, and what it is doing: {@link GraphMailComponent#getStatistics()}. Counts only
 * grow, also when the component is stopped and started again. No recipient and nothing of a mail's content stands here.
 *
 * @param mails what became of the mails that came to their end
 * @param requests what they asked of Graph
 * @param mailboxes those that have something to do at the moment; one that is idle is not here
 * @param identities those that sign in for producers at the moment
 */
public record GraphMailStatistics(Mails mails, Requests requests, List<Mailbox> mailboxes, List<Identity> identities) {

    public GraphMailStatistics {
        mailboxes = List.copyOf(mailboxes);
        identities = List.copyOf(identities);
    }

    /**
     * Mails that came to their end. Each is counted in one place.
     *
     * @param direct sent with one request
     * @param drafts sent by a draft, or left in Drafts where that was asked for
     * @param duplicates not sent, since what their idempotency key names had been done before
     * @param unknown failed with {@link DeliveryUnknownException}: perhaps sent, perhaps not
     * @param failed not sent, by the simple name of the exception
     * @param time from when the component got them to their end, all added up; waits for their turn are part of it
     */
    public record Mails(
            long direct, long drafts, long duplicates, long unknown, Map<String, Long> failed, Duration time) {

        public Mails {
            failed = Map.copyOf(failed);
        }

        /** How many Graph has accepted. */
        public long sent() {
            return direct + drafts;
        }

        /** How many are known not to have been sent. */
        public long failures() {
            return failed.values().stream().mapToLong(Long::longValue).sum();
        }

        /** How many came to their end, whatever it was. */
        public long ended() {
            return sent() + duplicates + unknown + failures();
        }
    }

    /**
     * Requests that mails took, uploads and looks at the mailbox included.
     *
     * @param made all of them
     * @param repeated those that were made for one more time
     * @param throttled those that Graph answered with 429
     * @param rest for how long mailboxes have rested because Graph asked for it, all added up
     */
    public record Requests(long made, long repeated, long throttled, Duration rest) {}

    /**
     * A mailbox that has something to do.
     *
     * @param address in lower case, as its endpoints have it
     * @param waiting mails that wait for their turn, or for their next one
     * @param inFlight requests that are being made
     * @param heldBack callers that wait for room to bring a mail (option maxPendingPerMailbox)
     * @param paused whether it rests because Graph asked for it
     */
    public record Mailbox(String address, int waiting, int inFlight, int heldBack, boolean paused) {}

    /**
     * An identity and its token.
     *
     * @param who the app registration, machine or bean, without anything secret
     * @param tokenObtained when the token in use came; empty when there is none
     * @param tokenExpiry when it ends; empty when there is none
     * @param failingSince since when signing in has failed; empty when it has not
     * @param failure what it failed with the last time; empty when it has not
     * @param certificateExpiry when the certificate ends that it signs in with; empty when there is none
     * @param certificateDaysLeft whole days until then, negative once it has ended; empty when there is none
     */
    public record Identity(
            String who,
            Optional<Instant> tokenObtained,
            Optional<Instant> tokenExpiry,
            Optional<Instant> failingSince,
            Optional<String> failure,
            Optional<Instant> certificateExpiry,
            Optional<Long> certificateDaysLeft) {}

    /** How many mails wait, of all mailboxes. */
    public int waiting() {
        return mailboxes.stream().mapToInt(Mailbox::waiting).sum();
    }

    /** How many requests are being made. */
    public int inFlight() {
        return mailboxes.stream().mapToInt(Mailbox::inFlight).sum();
    }

    /** How many callers wait for room to bring a mail. */
    public int heldBack() {
        return mailboxes.stream().mapToInt(Mailbox::heldBack).sum();
    }

    /** How many mailboxes rest because Graph asked for it. */
    public int pausedMailboxes() {
        return (int) mailboxes.stream().filter(Mailbox::paused).count();
    }
}
