package io.github.camelgraphmail.examples.bus.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelgraphmail.GraphMailStatistics;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.examples.bus.outbox.JobFailure;
import io.github.camelgraphmail.examples.bus.outbox.QueueDepth;
import io.github.camelgraphmail.examples.bus.status.StatusPage.Refresh;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusPageTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String HOSTILE = "<script>alert(1)</script>\"'&";

    private final SetClock clock = new SetClock(NOON);
    private final JobJournal journal = new JobJournal(clock);
    private final StatusPage page =
            new StatusPage(new AddressMask(Set.of("erp@contoso.com")), Path.of("/srv/bus-data"), ZoneOffset.UTC);

    private BusStatus status(QueueReading queues, GraphMailStatistics.Mailbox... mailboxes) {
        return new BusStatus(
                "node-1",
                clock.instant(),
                queues,
                journal.notes(),
                new GraphMailStatistics(
                        new GraphMailStatistics.Mails(0, 0, 0, 0, Map.of(), Duration.ZERO),
                        new GraphMailStatistics.Requests(0, 0, 0, Duration.ZERO),
                        List.of(mailboxes),
                        List.of()),
                List.of(
                        new InputState("queue", InputState.Activity.RUNNING, 3),
                        new InputState("folder", InputState.Activity.ELSEWHERE, 0)),
                Optional.empty());
    }

    private static QueueReading queues(long outbox, DeadLetter... dead) {
        QueueDepth none = new QueueDepth(0, 0, 0, Optional.empty());
        QueueDepth waiting = new QueueDepth(outbox, 0, 0, Optional.empty());
        return new QueueReading(
                NOON,
                Map.of(BusQueue.OUTBOX, waiting, BusQueue.JOBS, none, BusQueue.DEAD, none),
                false,
                List.of(dead),
                Optional.of((long) dead.length),
                Optional.empty());
    }

    private String render(BusStatus status) {
        return page.render(status, new Refresh.Every(15));
    }

    @Test
    void saysThatAllIsWell() {
        String html = render(status(queues(0)));

        assertThat(html)
                .contains("<h1>All is well. Nothing waits.</h1>", "node-1", "http-equiv=\"refresh\" content=\"15\"")
                .contains("another node has it", "None since the start.")
                .doesNotContain("<script");
        assertThat(page.render(status(queues(0)), new Refresh.Off())).doesNotContain("http-equiv");
    }

    @Test
    void saysSinceWhenGraphTakesNoMailsAndHowManyJobsWait() {
        journal.putOff(new JobFailure("job-1", "queue", "GraphUnavailableException", "Down. Wait.", "Wait.", 1));
        clock.pass(Duration.ofMinutes(3));

        assertThat(render(status(queues(312))))
                .contains("<h1>Graph takes no mails since 12:00; 312 jobs wait.</h1>", "headline trouble");
        assertThat(render(status(queues(0)))).contains("<h1>All is well. Nothing waits.</h1>");
    }

    @Test
    void saysThatTheBrokerIsSilentBeforeAllElse() {
        journal.putOff(new JobFailure("job-1", "queue", "GraphUnavailableException", "Down. Wait.", "Wait.", 1));

        assertThat(render(status(queues(1).failed("It is gone."))))
                .contains("<h1>The broker has said nothing since 12:00. Nothing is taken in and nothing is sent.</h1>")
                .contains("<li>Graph takes no mails since 12:00; a job waits.</li>", "It is gone.");
    }

    @Test
    void showsWhatABrokerDoesNotSayAsNotSaid() {
        QueueReading unsaid = new QueueReading(NOON, Map.of(), false, List.of(), Optional.empty(), Optional.empty());

        assertThat(render(status(unsaid))).contains("The broker does not say.", "<h1>All is well.</h1>");
    }

    @Test
    void makesNoMarkupOfWhatOthersHaveWritten() {
        DeadLetter letter = new DeadLetter(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, 2);
        journal.dead(new JobFailure(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1));
        GraphMailStatistics.Mailbox mailbox = new GraphMailStatistics.Mailbox(HOSTILE, 1, 1, 0, true);

        String html = render(status(queues(0, letter).failed(HOSTILE), mailbox));

        assertThat(html).doesNotContain("<script").contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
    }

    @Test
    void leavesRecipientsOutAndTellsTheReasonFromTheWayOut() {
        journal.dead(new JobFailure(
                "job-1", "queue", "InvalidMailException", "to: 'eva@contoso.com' is bad. Mend it.", "Mend it.", 1));

        assertThat(render(status(queues(0))))
                .contains("to: &#39;…&#39; is bad.</p>", "<p class=\"hint\">Mend it.</p>")
                .doesNotContain("eva@");
    }

    @Test
    void drawsTheHourToTheHeightOfItsBusiestMinute() {
        for (int mail = 0; mail < 48; mail++) {
            journal.sent();
        }
        clock.pass(Duration.ofMinutes(1));
        journal.sent();
        journal.dead(new JobFailure("x", "queue", "X", "x", "x", 1));

        HourChart chart = HourChart.of(journal.notes().minutes());

        assertThat(chart.most()).isEqualTo(48);
        assertThat(chart.bars().subList(58, 60))
                .extracting(
                        HourChart.Bar::sentY,
                        HourChart.Bar::sentHeight,
                        HourChart.Bar::failedY,
                        HourChart.Bar::failedHeight)
                .containsExactly(tuple(0, 96, 0, 0), tuple(94, 2, 92, 2));
    }
}
