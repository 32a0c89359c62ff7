package io.github.camelgraphmail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What happens to the first request of a kind: a row of the table of what may be repeated.
 *
 * @param name of the row, for people
 * @param meaning what the row means for repeating the request
 * @param status of the answer, 0 when none arrives
 * @param answer what Graph answers; empty for what it always answers
 * @param wire how the connection breaks, if it does
 * @param done whether Graph did what was asked
 * @param always whether it happens to all requests of the kind
 * @param asked how long Graph asks to wait
 * @param until until when Graph asks to wait
 */
record RepeatRow(
        String name,
        Meaning meaning,
        int status,
        Optional<ResponseDefinition> answer,
        Optional<FaultyWire.Fault> wire,
        boolean done,
        boolean always,
        Optional<Duration> asked,
        Optional<Instant> until) {

    /** What a row means for repeating. */
    enum Meaning {
        /** Not a byte of the request was written. */
        NOTHING_WRITTEN,
        /** Graph refuses for now. */
        THROTTLED,
        /** Graph wants another token. */
        TOKEN_REFUSED,
        /** Graph refuses for good. */
        REFUSED,
        /** The request may have been carried out. */
        UNKNOWN,
        /** Graph has done it. */
        DONE
    }

    /** Asks for {@code {"x":1}}. */
    private static final String CHALLENGE = "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"eyJ4IjoxfQ==\"";

    private static final String RETRY_AFTER = "Retry-After";

    static List<RepeatRow> all() {
        List<RepeatRow> rows = new ArrayList<>();
        // The longest waits first.
        rows.add(broken(FaultyWire.Fault.RESET_BEFORE, Meaning.UNKNOWN));
        rows.add(broken(FaultyWire.Fault.STALLED_BEFORE, Meaning.UNKNOWN));
        for (int status : new int[] {500, 502, 503, 504}) {
            rows.add(answered(status + " JSON", Meaning.UNKNOWN, status, error(status)));
            rows.add(answered(status + " HTML", Meaning.UNKNOWN, status, html(status)));
            rows.add(answered(status + " empty", Meaning.UNKNOWN, status, aResponse()));
        }
        rows.add(answered("408", Meaning.UNKNOWN, 408, aResponse()));
        rows.add(answered("no answer", Meaning.UNKNOWN, 0, aResponse().withFault(Fault.EMPTY_RESPONSE)));
        rows.add(answered("garbage", Meaning.UNKNOWN, 0, aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
        rows.add(answered("504 but done", Meaning.UNKNOWN, 504, error(504)).butDone());
        rows.add(broken(FaultyWire.Fault.STALLED_AFTER, Meaning.UNKNOWN).butDone());
        rows.add(broken(FaultyWire.Fault.RESET_AFTER, Meaning.UNKNOWN).butDone());
        rows.add(broken(FaultyWire.Fault.TRUNCATED_LINE, Meaning.UNKNOWN).butDone());
        rows.add(broken(FaultyWire.Fault.TRUNCATED_CONTENT, Meaning.UNKNOWN).butDone());
        rows.add(broken(FaultyWire.Fault.REFUSED, Meaning.NOTHING_WRITTEN));
        rows.add(broken(FaultyWire.Fault.TLS_REFUSED, Meaning.NOTHING_WRITTEN));
        rows.add(broken(FaultyWire.Fault.TLS_CUT_OFF, Meaning.NOTHING_WRITTEN));
        rows.add(throttled(Duration.ofSeconds(2)));
        rows.add(throttled("429 with decimal Retry-After", "1.75").asking(Duration.ofMillis(1750)));
        Instant date = Instant.now().plusSeconds(5);
        rows.add(throttled(
                        "429 with date Retry-After",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atZone(ZoneOffset.UTC)))
                .askingUntil(Instant.ofEpochSecond(date.getEpochSecond())));
        rows.add(answered("429 without Retry-After", Meaning.THROTTLED, 429, error(429))
                .asking(Duration.ofMillis(500)));
        rows.add(answered("401 without challenge", Meaning.TOKEN_REFUSED, 401, error(401)));
        rows.add(challenged());
        rows.add(answered("401 again and again", Meaning.REFUSED, 401, error(401))
                .forGood());
        for (int status : new int[] {400, 403, 404, 413, 415}) {
            rows.add(answered(Integer.toString(status), Meaning.REFUSED, status, error(status)));
        }
        rows.add(acceptedWithRetryAfter());
        return rows;
    }

    static RepeatRow challenged() {
        return answered(
                "401 with challenge", Meaning.TOKEN_REFUSED, 401, error(401).withHeader("WWW-Authenticate", CHALLENGE));
    }

    static RepeatRow throttled(Duration retryAfter) {
        return throttled("429 with Retry-After", Long.toString(retryAfter.toSeconds()))
                .asking(retryAfter);
    }

    private static RepeatRow throttled(String name, String retryAfter) {
        return answered(name, Meaning.THROTTLED, 429, error(429).withHeader(RETRY_AFTER, retryAfter));
    }

    /** A success that asks to wait, as Graph's 202 may. */
    static RepeatRow acceptedWithRetryAfter() {
        return new RepeatRow(
                "success with Retry-After",
                Meaning.DONE,
                202,
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** An answer that ends before its length was told; the HTTP client takes it for a whole one without content. */
    static RepeatRow truncatedHead() {
        return broken(FaultyWire.Fault.TRUNCATED_HEAD, Meaning.UNKNOWN).butDone();
    }

    static RepeatRow unavailable(Duration retryAfter) {
        return answered(
                        "503 with Retry-After",
                        Meaning.UNKNOWN,
                        503,
                        error(503).withHeader(RETRY_AFTER, Long.toString(retryAfter.toSeconds())))
                .asking(retryAfter);
    }

    private static RepeatRow answered(String name, Meaning meaning, int status, ResponseDefinitionBuilder answer) {
        ResponseDefinitionBuilder withStatus = status == 0 ? answer : answer.withStatus(status);
        return new RepeatRow(
                name,
                meaning,
                status,
                Optional.of(withStatus.build()),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static RepeatRow broken(FaultyWire.Fault wire, Meaning meaning) {
        return new RepeatRow(
                wire.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                meaning,
                0,
                Optional.empty(),
                Optional.of(wire),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private RepeatRow butDone() {
        return new RepeatRow(name, meaning, status, answer, wire, true, always, asked, until);
    }

    private RepeatRow forGood() {
        return new RepeatRow(name, meaning, status, answer, wire, done, true, asked, until);
    }

    private RepeatRow asking(Duration wait) {
        return new RepeatRow(name, meaning, status, answer, wire, done, always, Optional.of(wait), until);
    }

    private RepeatRow askingUntil(Instant date) {
        return new RepeatRow(name, meaning, status, answer, wire, done, always, asked, Optional.of(date));
    }

    /** Whether it can happen at the step: an answer without content has none to lose. */
    boolean happensAt(RepeatStep step) {
        return wire.filter(fault -> fault == FaultyWire.Fault.TRUNCATED_CONTENT).isEmpty()
                || step == RepeatStep.CREATE
                || step == RepeatStep.ATTACH
                || step == RepeatStep.CREATE_SESSION;
    }

    /** Whether Graph sees the request that it happens to. */
    boolean isSeen() {
        return wire.isEmpty() || done;
    }

    boolean isStalled() {
        return wire.filter(fault -> fault == FaultyWire.Fault.STALLED_BEFORE || fault == FaultyWire.Fault.STALLED_AFTER)
                .isPresent();
    }

    /** Whether it breaks in the handshake, so that it needs TLS. */
    boolean isOfTls() {
        return wire.filter(fault -> fault == FaultyWire.Fault.TLS_REFUSED || fault == FaultyWire.Fault.TLS_CUT_OFF)
                .isPresent();
    }

    private static ResponseDefinitionBuilder error(int status) {
        return jsonResponse("{\"error\":{\"code\":\"ErrorOfTheRow\",\"message\":\"Graph's words.\"}}", status);
    }

    private static ResponseDefinitionBuilder html(int status) {
        return aResponse()
                .withHeader("Content-Type", "text/html")
                .withBody("<html><body>" + status + " of a gateway</body></html>");
    }

    @Override
    public String toString() {
        return name;
    }
}
