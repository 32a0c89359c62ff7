package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.LoadResult;
import io.github.camelgraphmail.benchmarks.client.MailKind;
import io.github.camelgraphmail.benchmarks.report.Row;
import io.github.camelgraphmail.benchmarks.report.Section;
import io.github.camelgraphmail.benchmarks.report.Target.AtMost;
import io.github.camelgraphmail.benchmarks.report.Target.RatioAtLeast;
import io.github.camelgraphmail.benchmarks.report.Target.RatioAtMost;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What a mail costs where nothing but the sender takes time. */
public record SmallMails() implements Scenario {

    private static final int IN_FLIGHT = 32;
    private static final int MAILBOXES = 100;

    @Override
    public Section measure(Lab lab) throws IOException, InterruptedException {
        Contest contest = Contest.run(lab, new Lab.Load(new MailKind.Html(), IN_FLIGHT, MAILBOXES, Duration.ZERO));
        double cpu = contest.route().of(LoadResult::cpuMillisPerMail);
        double mails = contest.route().of(LoadResult::mailsPerSecond);
        double kilobytes = kilobytes(contest.route());
        return new Section(
                "1 KB of HTML, " + IN_FLIGHT + " at a time, " + MAILBOXES + " mailboxes",
                List.of(
                        Row.against(
                                "bare HTTP/2",
                                contest.bareHttp2().of(LoadResult::cpuMillisPerMail),
                                "CPU per mail",
                                "ms",
                                cpu,
                                new RatioAtMost(1.5)),
                        Row.toLookAt(
                                "bare HTTP/1.1",
                                contest.bareHttp1().of(LoadResult::cpuMillisPerMail),
                                "CPU per mail",
                                "ms",
                                cpu),
                        Row.against(
                                "bare HTTP/2",
                                contest.bareHttp2().of(LoadResult::mailsPerSecond),
                                "throughput",
                                "mails/s",
                                mails,
                                new RatioAtLeast(0.65)),
                        Row.toLookAt(
                                "bare HTTP/1.1",
                                contest.bareHttp1().of(LoadResult::mailsPerSecond),
                                "throughput",
                                "mails/s",
                                mails),
                        Row.against(
                                "bare HTTP/2",
                                kilobytes(contest.bareHttp2()),
                                "allocated per mail",
                                "KB",
                                kilobytes,
                                new AtMost(30)),
                        Row.toLookAt(
                                "bare HTTP/1.1",
                                kilobytes(contest.bareHttp1()),
                                "allocated per mail",
                                "KB",
                                kilobytes)),
                contest.notes());
    }

    private static double kilobytes(Median<LoadResult> results) {
        return results.of(LoadResult::allocatedBytesPerMail) / 1024;
    }
}
