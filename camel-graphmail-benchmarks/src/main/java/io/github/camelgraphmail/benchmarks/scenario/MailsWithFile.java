package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.LoadResult;
import io.github.camelgraphmail.benchmarks.client.MailKind;
import io.github.camelgraphmail.benchmarks.report.Row;
import io.github.camelgraphmail.benchmarks.report.Section;
import io.github.camelgraphmail.benchmarks.report.Target.RatioAtLeast;
import io.github.camelgraphmail.benchmarks.report.Target.RatioAtMost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A file that goes with the mail in one request: reading, encoding and sending it. */
public record MailsWithFile() implements Scenario {

    private static final int FILE_BYTES = 2 * 1024 * 1024;
    private static final int MAILBOXES = 8;
    private static final int IN_FLIGHT = 4 * MAILBOXES;
    private static final double MEGABYTE = 1024 * 1024;

    @Override
    public Section measure(Lab lab) throws IOException, InterruptedException {
        Path file = lab.file("report.pdf", FILE_BYTES);
        Contest contest =
                Contest.run(lab, new Lab.Load(new MailKind.WithFile(file), IN_FLIGHT, MAILBOXES, Duration.ZERO));
        Files.delete(file);
        double mails = contest.route().of(LoadResult::mailsPerSecond);
        return new Section(
                "2 MB file in one request, " + MAILBOXES + " mailboxes with four at a time",
                List.of(
                        Row.against(
                                "bare HTTP/2",
                                contest.bareHttp2().of(LoadResult::mailsPerSecond),
                                "throughput",
                                "mails/s",
                                mails,
                                new RatioAtLeast(1)),
                        Row.toLookAt(
                                "bare HTTP/1.1",
                                contest.bareHttp1().of(LoadResult::mailsPerSecond),
                                "throughput",
                                "mails/s",
                                mails),
                        Row.against(
                                "encoded request",
                                contest.route().of(LoadResult::requestBytes) / MEGABYTE,
                                "allocated per mail",
                                "MB",
                                megabytes(contest.route()),
                                new RatioAtMost(1)),
                        Row.toLookAt(
                                "bare HTTP/2",
                                megabytes(contest.bareHttp2()),
                                "allocated per mail",
                                "MB",
                                megabytes(contest.route())),
                        Row.toLookAt(
                                "bare HTTP/2",
                                contest.bareHttp2().of(LoadResult::cpuMillisPerMail),
                                "CPU per mail",
                                "ms",
                                contest.route().of(LoadResult::cpuMillisPerMail)),
                        Row.toLookAt(
                                "bare HTTP/1.1",
                                contest.bareHttp1().of(LoadResult::cpuMillisPerMail),
                                "CPU per mail",
                                "ms",
                                contest.route().of(LoadResult::cpuMillisPerMail))),
                contest.notes());
    }

    private static double megabytes(Median<LoadResult> results) {
        return results.of(LoadResult::allocatedBytesPerMail) / MEGABYTE;
    }
}
