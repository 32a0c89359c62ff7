package io.github.camelgraphmail.sandbox.core;

import static io.github.camelgraphmail.sandbox.core.Fault.Moment.AFTER;
import static io.github.camelgraphmail.sandbox.core.Fault.Moment.BEFORE;

import io.github.camelgraphmail.sandbox.core.Fault.Effect;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The faults that have a name. Each says what it does where nobody says more: what it befalls, when, and for how long.
 *
 * <pre>{@code
 * sandbox.faults().plan(FaultKind.UNAVAILABLE.plan());
 * sandbox.faults().plan(FaultKind.TIMED_OUT.plan(Moment.AFTER).forMailbox("erp@contoso.com").rate(0.1));
 * }</pre>
 */
public enum FaultKind {
    THROTTLED(
            "throttled",
            "429 with Retry-After: the application is over its limit.",
            Duration.ofSeconds(1),
            wait -> answer(429, Optional.of(wait), "ApplicationThrottled"),
            List.of(BEFORE)),
    UNAVAILABLE(
            "unavailable",
            "503 with Retry-After: the service is overloaded.",
            Duration.ofSeconds(1),
            wait -> answer(503, Optional.of(wait), "ServiceUnavailable"),
            List.of(BEFORE, AFTER)),
    TIMED_OUT(
            "timed-out",
            "504 with an empty message, as when a gateway gave up waiting.",
            null,
            none -> new Effect.Answer(504, Optional.empty(), error("UnknownError", "")),
            List.of(BEFORE, AFTER)),
    INTERNAL_ERROR(
            "internal-error",
            "500: something went wrong inside.",
            null,
            none -> answer(500, Optional.empty(), "ErrorInternalServerTransientError"),
            List.of(BEFORE, AFTER)),
    BAD_GATEWAY(
            "bad-gateway",
            "502 with a page in HTML, as gateways in between answer.",
            null,
            none -> new Effect.Answer(502, Optional.empty(), "<html><body><h1>502 Bad Gateway</h1></body></html>"),
            List.of(BEFORE, AFTER)),
    ACCEPTED_LATER(
            "accepted-retry-after",
            "202 with Retry-After: the mail was taken, but a client that goes by the header sends it twice.",
            Duration.ofSeconds(1),
            wait -> new Effect.Answer(202, Optional.of(seconds(wait)), ""),
            List.of(AFTER),
            Operation.SEND_MAIL,
            Operation.SEND,
            Operation.RESPOND),
    CLOSED(
            "closed",
            "The connection ends without an answer.",
            null,
            none -> new Effect.Close(),
            List.of(BEFORE, AFTER)),
    STALLED("stalled", "No answer comes, ever.", null, none -> new Effect.Stall(), List.of(BEFORE, AFTER)),
    TRUNCATED(
            "truncated",
            "The answer breaks off, and with it the connection.",
            null,
            none -> new Effect.Truncate(),
            List.of(AFTER)),
    SLOW("slow", "The answer comes late.", Duration.ofSeconds(5), Effect.Delay::new, List.of(AFTER, BEFORE)),
    SESSION_EXPIRED(
            "session-expired",
            "The upload session has ended: 404 for its next range.",
            null,
            none -> new Effect.ExpireSession(),
            List.of(BEFORE),
            Operation.UPLOAD),
    HIDDEN(
            "hidden",
            "What is sent or created shows up to readers late.",
            Duration.ofSeconds(5),
            Effect.Hide::new,
            List.of(AFTER),
            Operation.SEND_MAIL,
            Operation.SEND,
            Operation.RESPOND,
            Operation.CREATE),
    TOKEN_REVOKED(
            "token-revoked",
            "401: the application's tokens are called back, with a claims challenge for clients that can answer one.",
            null,
            none -> new Effect.RevokeTokens(),
            List.of(BEFORE));

    private final String kindName;
    private final String description;
    private final Duration length;
    private final Function<Duration, Effect> effect;
    private final List<Moment> moments;
    private final Set<Operation> operations;

    FaultKind(
            String kindName,
            String description,
            Duration length,
            Function<Duration, Effect> effect,
            List<Moment> moments,
            Operation... operations) {
        this.kindName = kindName;
        this.description = description;
        this.length = length;
        this.effect = effect;
        this.moments = moments;
        this.operations =
                operations.length == 0 ? Set.copyOf(EnumSet.allOf(Operation.class)) : Set.copyOf(List.of(operations));
    }

    /** Its name in files, in the API and on the page, such as {@code timed-out}. */
    public String kindName() {
        return kindName;
    }

    /** What it does, in a sentence. */
    public String description() {
        return description;
    }

    /** How long it takes where nobody says otherwise, or what its Retry-After says; empty where there is no such thing. */
    public Optional<Duration> length() {
        return Optional.ofNullable(length);
    }

    /** When it can happen, the usual first. */
    public List<Moment> moments() {
        return moments;
    }

    /** What it can befall. */
    public Set<Operation> operations() {
        return operations;
    }

    /** Once, at its usual moment. */
    public FaultPlan plan() {
        return plan(moments.get(0));
    }

    /**
     * Once.
     *
     * @throws IllegalArgumentException when it can't happen then
     */
    public FaultPlan plan(Moment moment) {
        return plan(moment, length);
    }

    /**
     * Once, for so long.
     *
     * @param changed instead of {@link #length()}
     * @throws IllegalArgumentException when it can't happen then, or has no length
     */
    public FaultPlan plan(Moment moment, Duration changed) {
        if (!moments.contains(moment)) {
            throw new IllegalArgumentException("moment: " + kindName + " can't be played " + moment + ", but "
                    + moments.stream().map(Moment::name).collect(Collectors.joining(" or ")));
        }
        if (changed != null && (length == null || changed.isNegative())) {
            throw new IllegalArgumentException("length: " + kindName
                    + (length == null ? " has none; leave it out" : " can't be as long as " + changed));
        }
        return new FaultPlan(
                kindName,
                operations,
                Optional.empty(),
                moment,
                effect.apply(changed),
                new FaultPlan.Recurrence.Times(1));
    }

    /**
     * The kind of this name, read without regard to case.
     *
     * @throws IllegalArgumentException when none has it
     */
    public static FaultKind named(String kindName) {
        return Arrays.stream(values())
                .filter(kind -> kind.kindName.equalsIgnoreCase(kindName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("fault: " + kindName + " is not known; there are "
                        + Arrays.stream(values()).map(FaultKind::kindName).collect(Collectors.joining(", "))));
    }

    private static Effect answer(int status, Optional<Duration> retryAfter, String code) {
        return new Effect.Answer(status, retryAfter.map(FaultKind::seconds), error(code, "The sandbox plays a fault."));
    }

    private static String seconds(Duration wait) {
        return String.valueOf(wait.toSeconds());
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
    }
}
