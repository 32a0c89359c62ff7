package io.github.camelgraphmail.sandbox.core;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A mishap to be played.
 *
 * @param operation what it befalls
 * @param moment whether the operation has had its effect by then
 * @param effect what the client gets to see
 */
public record Fault(Operation operation, Moment moment, Effect effect) {

    public Fault {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(moment, "moment");
        Objects.requireNonNull(effect, "effect");
    }

    /** What clients do. */
    public enum Operation {
        SEND_MAIL,
        CREATE,
        ATTACH,
        CREATE_SESSION,
        UPLOAD,
        SEND,
        READ,
        UPDATE,
        FIND,
        DELETE,
        RESPOND
    }

    /** When it happens. */
    public enum Moment {
        /** Before anything is done: the request is lost on its way. */
        BEFORE,
        /** After the request was carried out: its answer is lost on its way. */
        AFTER
    }

    /** What the client gets to see. */
    public sealed interface Effect {

        /**
         * An answer instead of the real one.
         *
         * @param retryAfter the header's value; empty for none
         * @param body as it is; empty for none
         */
        record Answer(int status, Optional<String> retryAfter, String body) implements Effect {}

        /** The connection ends. */
        record Close() implements Effect {}

        /** Nothing comes any more. */
        record Stall() implements Effect {}

        /** All goes well, but late; also when the client has gone by then. */
        record Delay(Duration length) implements Effect {}

        /** The answer breaks off in the middle of its body, and with it the connection. */
        record Truncate() implements Effect {}

        /** The upload session that a range is put to is gone. */
        record ExpireSession() implements Effect {}

        /** What the request makes or moves shows up to readers late. */
        record Hide(Duration length) implements Effect {}

        /** The tokens of the application are revoked, that of the request included. */
        record RevokeTokens() implements Effect {}
    }

    /** An answer with one of Graph's error bodies. */
    public static Effect answer(int status, String code) {
        return new Effect.Answer(
                status, Optional.empty(), "{\"error\":{\"code\":\"" + code + "\",\"message\":\"A fault is played.\"}}");
    }

    public static Effect close() {
        return new Effect.Close();
    }

    public static Effect delay(Duration length) {
        return new Effect.Delay(length);
    }

    public static Effect stall() {
        return new Effect.Stall();
    }
}
