package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.RepeatMailbox.Seen;
import io.github.camelgraphmail.RepeatRow.Meaning;
import io.github.camelgraphmail.RepeatStep.End;
import io.github.camelgraphmail.RepeatTable.Play;
import io.github.camelgraphmail.RepeatTable.Style;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of what may be repeated, each row at each step of a mail's way, as a synchronous and an asynchronous exchange,
 * with the real waits. All mails are under way at the same time; each test looks at how one of them ends.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RepeatTableTest {

    private static final long LIMIT_SECONDS = 90;

    /** Those that are looked at for long first. */
    private static final List<RepeatStep> STEPS = List.of(
            RepeatStep.SEND,
            RepeatStep.CREATE,
            RepeatStep.ATTACH,
            RepeatStep.DIRECT,
            RepeatStep.DIRECT_RESENDING,
            RepeatStep.RANGE,
            RepeatStep.CREATE_SESSION);

    private final List<Play> plays = new ArrayList<>();
    private RepeatTable table;

    @BeforeAll
    void sendAll(@TempDir Path folder) throws Exception {
        table = new RepeatTable(folder);
        List<RepeatRow> rows = RepeatRow.all();
        for (RepeatStep step : STEPS) {
            for (RepeatRow row : rows) {
                for (Style style : Style.values()) {
                    if (row.happensAt(step)) {
                        plays.add(table.play(row, step, style));
                    }
                }
            }
        }
    }

    @AfterAll
    void stop() throws Exception {
        table.close();
    }

    List<Play> plays() {
        return plays;
    }

    @ParameterizedTest
    @MethodSource("plays")
    void endsAsTheTableSays(Play play) throws Exception {
        Exchange exchange = play.exchange().get(LIMIT_SECONDS, TimeUnit.SECONDS);

        End end = play.step().end(play.row());
        if (end.failure().isEmpty()) {
            assertThat(exchange.getException()).as(play.toString()).isNull();
            assertThat(exchange.getMessage().getHeader(GraphMailConstants.DELIVERY))
                    .isEqualTo(play.step().isDirect() ? "direct" : "draft");
        } else {
            assertThat(exchange.getException())
                    .as(play.toString())
                    .isExactlyInstanceOf(end.failure().get())
                    .isInstanceOfSatisfying(GraphMailException.class, failure -> assertThat(failure.getHttpStatus())
                            .isEqualTo(play.row().status()));
        }
        assertThat(play.mailbox().counts()).as(play.toString()).isEqualTo(end.requests());
        assertThat(play.mailbox().sent()).isEqualTo(end.sent());
        if (end.sent() > 0 && !play.step().isDirect()) {
            assertThat(play.mailbox().drafts()).isEqualTo(1);
            assertThat(play.mailbox().attachments()).isEqualTo(play.step().attachment() > 0 ? 1 : 0);
        }
        assertThat(play.callbacks()).isEqualTo(play.style() == Style.ASYNC ? 1 : 0);
        play.wire().ifPresent(wire -> assertThat(wire.isPlayed()).isTrue());
        assertTokens(play);
        assertWaits(play);
    }

    /** One for all requests of a mail, unless Graph refuses it: then one more, with what Graph asked for. */
    private static void assertTokens(Play play) {
        boolean refused = play.row().status() == 401 && play.step() != RepeatStep.RANGE;
        assertThat(play.tokens()).hasSize(refused ? 2 : 1);
        assertThat(play.tokens().get(0).claims()).isEmpty();
        if (!refused) {
            return;
        }
        boolean challenged = play.row().name().equals("401 with challenge");
        assertThat(play.tokens().get(1).claims().orElse("none")).isEqualTo(challenged ? "{\"x\":1}" : "none");
        assertThat(play.mailbox().requests(play.step().kind()))
                .extracting(Seen::token)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    private static void assertWaits(Play play) {
        if (play.row().meaning() != Meaning.THROTTLED) {
            return;
        }
        List<Seen> requests = play.mailbox().requests(play.step().kind());
        Instant first = requests.get(0).at();
        Instant second = requests.get(1).at();
        play.row().asked().ifPresent(wait -> assertThat(Duration.between(first, second))
                .isGreaterThanOrEqualTo(wait));
        play.row().until().ifPresent(until -> assertThat(second).isAfterOrEqualTo(until));
    }

    @Test
    void pausesTheMailboxThatGraphThrottlesAndNoOther() throws Exception {
        List<Paused> pauses = new ArrayList<>();
        for (RepeatStep step : STEPS) {
            pauses.add(sendFour(step));
        }

        for (Paused paused : pauses) {
            paused.check();
        }
    }

    private Paused sendFour(RepeatStep step) throws Exception {
        // So that no other is on its way when Graph says so.
        String oneAtATime = "&maxConcurrentPerMailbox=1";
        Play first = table.play(RepeatRow.throttled(Paused.LENGTH), step, Style.ASYNC, oneAtATime);
        List<Play> mails = new ArrayList<>(List.of(first));
        for (int i = 0; i < 3; i++) {
            mails.add(table.another(first, oneAtATime));
        }
        return new Paused(mails, table.play(RepeatRow.acceptedWithRetryAfter(), step, Style.ASYNC));
    }

    /** Mails of a mailbox of which the first was throttled, and one of another mailbox. */
    private record Paused(List<Play> mails, Play elsewhere) {

        private static final Duration LENGTH = Duration.ofSeconds(2);

        private void check() throws Exception {
            for (Play mail : mails) {
                assertSent(mail);
            }
            assertSent(elsewhere);
            RepeatMailbox mailbox = mails.get(0).mailbox();
            assertThat(mailbox.sent()).isEqualTo(mails.size());
            Seen throttled = mailbox.requests(mails.get(0).step().kind()).get(0);
            List<Seen> all = mailbox.requests();
            List<Seen> later = all.subList(all.indexOf(throttled) + 1, all.size());
            assertThat(later).isNotEmpty().allSatisfy(seen -> assertThat(seen.at())
                    .isAfterOrEqualTo(throttled.at().plus(LENGTH)));
            assertThat(elsewhere.mailbox().requests()).allSatisfy(seen -> assertThat(seen.at())
                    .isBefore(later.get(0).at()));
        }

        private static void assertSent(Play mail) throws Exception {
            assertThat(mail.exchange().get(LIMIT_SECONDS, TimeUnit.SECONDS).getException())
                    .isNull();
        }
    }
}
