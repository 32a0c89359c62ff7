package io.github.camelgraphmail;

import static java.util.Map.entry;

import io.github.camelgraphmail.RepeatMailbox.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request on a mail's way, and how a mail ends when a row happens to it. */
enum RepeatStep {
    DIRECT(Kind.SEND_MAIL, "delivery=direct", List.of(), List.of(), null, 0),
    DIRECT_RESENDING(Kind.SEND_MAIL, "delivery=direct&unknownOutcome=resend", List.of(), List.of(), null, 0),
    CREATE(Kind.CREATE, List.of(), List.of(Kind.SEND), Kind.FIND, 2),
    ATTACH(Kind.ATTACH, List.of(Kind.CREATE), List.of(Kind.SEND), Kind.LIST, 2),
    CREATE_SESSION(Kind.SESSION, List.of(Kind.CREATE), List.of(Kind.RANGE, Kind.SEND), null, 0),
    RANGE(Kind.RANGE, List.of(Kind.CREATE, Kind.SESSION), List.of(Kind.SEND), Kind.LIST, 0),
    SEND(Kind.SEND, List.of(Kind.CREATE), List.of(), Kind.LOOK, 4);

    private static final int SMALL = 10;
    private static final int LARGE = 3_000_000;

    private final Kind kind;
    private final String options;
    private final List<Kind> before;
    private final List<Kind> after;
    private final Kind look;
    private final int looksUntilItIsRepeated;

    /**
     * @param before the requests before it
     * @param after the requests after it when all goes well
     * @param look how the mailbox is asked what became of it; null for a request that is repeated without
     * @param looksUntilItIsRepeated how often it is asked when it has not been carried out
     */
    RepeatStep(Kind kind, List<Kind> before, List<Kind> after, Kind look, int looksUntilItIsRepeated) {
        this(kind, "delivery=draft", before, after, look, looksUntilItIsRepeated);
    }

    RepeatStep(Kind kind, String options, List<Kind> before, List<Kind> after, Kind look, int looksUntilItIsRepeated) {
        this.kind = kind;
        this.options = options;
        this.before = before;
        this.after = after;
        this.look = look;
        this.looksUntilItIsRepeated = looksUntilItIsRepeated;
    }

    /**
     * How a mail ends.
     *
     * @param failure empty when it was sent
     * @param requests how many requests of each kind Graph has seen
     * @param sent how often the mail left
     */
    record End(Optional<Class<? extends GraphMailException>> failure, Map<Kind, Integer> requests, int sent) {}

    Kind kind() {
        return kind;
    }

    /** Of the endpoint. */
    String options() {
        return options;
    }

    boolean isDirect() {
        return kind == Kind.SEND_MAIL;
    }

    /** The size of the attachment that it takes for the mail to go that way; 0 for none. */
    int attachment() {
        return switch (this) {
            case ATTACH -> SMALL;
            case CREATE_SESSION, RANGE -> LARGE;
            default -> 0;
        };
    }

    /** Which request of the mail it is, counted from one. */
    int number() {
        return before.size() + 1;
    }

    /** The table. */
    End end(RepeatRow row) {
        return switch (row.meaning()) {
            case NOTHING_WRITTEN, DONE -> sent(1, Map.of());
            case THROTTLED -> sent(2, Map.of());
            // A range has no token that could be replaced.
            case TOKEN_REFUSED -> this == RANGE ? refused(row) : sent(2, Map.of());
            case REFUSED -> refused(row);
            case UNKNOWN -> isDirect() ? unknownDirect(row) : unknown(row);
        };
    }

    private End unknownDirect(RepeatRow row) {
        int seen = row.isSeen() ? 1 : 0;
        return this == DIRECT_RESENDING
                ? new End(Optional.empty(), Map.of(kind, seen + 1), row.done() ? 2 : 1)
                : new End(Optional.of(DeliveryUnknownException.class), only(Map.of(kind, seen)), row.done() ? 1 : 0);
    }

    private End unknown(RepeatRow row) {
        int seen = row.isSeen() ? 1 : 0;
        boolean repeatedAnyway = this == CREATE_SESSION || this == RANGE;
        int requests = row.done() && !repeatedAnyway ? 1 : seen + 1;
        if (look == null) {
            return sent(requests, Map.of());
        }
        return sent(requests, only(Map.of(look, row.done() ? 1 : looksUntilItIsRepeated)));
    }

    private End refused(RepeatRow row) {
        if (this == ATTACH && row.status() == 413) {
            // Too large for that way; there is another.
            return sent(1, Map.of(Kind.SESSION, 1, Kind.RANGE, 1));
        }
        if (this == RANGE && row.status() == 404) {
            // The session is gone, the attachment is not there: another session.
            return sent(2, Map.of(Kind.SESSION, 2, Kind.LIST, 2));
        }
        boolean anotherToken = row.status() == 401 && this != RANGE;
        Map<Kind, Integer> requests = new EnumMap<>(Kind.class);
        before.forEach(request -> requests.put(request, 1));
        requests.put(kind, anotherToken ? 2 : 1);
        // Without a token the draft can't be deleted.
        if (!before.isEmpty() && !anotherToken) {
            requests.put(Kind.DELETE, 1);
        }
        return new End(Optional.of(refusal(row.status())), requests, 0);
    }

    private static Class<? extends GraphMailException> refusal(int status) {
        return Map.<Integer, Class<? extends GraphMailException>>ofEntries(
                        entry(401, GraphAuthenticationException.class), entry(403, GraphAccessDeniedException.class))
                .getOrDefault(status, GraphRequestRejectedException.class);
    }

    private End sent(int requests, Map<Kind, Integer> more) {
        Map<Kind, Integer> all = new EnumMap<>(Kind.class);
        before.forEach(request -> all.put(request, 1));
        after.forEach(request -> all.put(request, 1));
        all.put(kind, requests);
        all.putAll(more);
        return new End(Optional.empty(), all, 1);
    }

    /** Without those that are not made at all. */
    private static Map<Kind, Integer> only(Map<Kind, Integer> requests) {
        Map<Kind, Integer> made = new EnumMap<>(Kind.class);
        made.putAll(requests);
        made.values().removeIf(count -> count == 0);
        return made;
    }
}
