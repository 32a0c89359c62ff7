package io.github.camelgraphmail.examples.bus.status;

import static java.util.Map.entry;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.examples.bus.outbox.JobFailure;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the bus is, as a page. Its template's ending, {@code .ftlh}, makes every value HTML-escaped. Safe for use by many
 * threads.
 */
final class StatusPage {

    private static final int MOST_MAILBOXES = 20;

    private final Template template;
    private final AddressMask mask;
    private final Path data;
    private final ZoneId zone;

    /** @param data the folder bus.data, which commands on the page name */
    StatusPage(AddressMask mask, Path data, ZoneId zone) {
        Configuration freemarker = new Configuration(Configuration.VERSION_2_3_34);
        freemarker.setClassForTemplateLoading(StatusPage.class, "");
        freemarker.setDefaultEncoding("UTF-8");
        freemarker.setLocale(Locale.ENGLISH);
        freemarker.setNumberFormat(",##0");
        freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        freemarker.setLogTemplateExceptions(false);
        try {
            this.template = freemarker.getTemplate("status.ftlh");
        } catch (IOException e) {
            throw new IllegalStateException("The page's template can't be read", e);
        }
        this.mask = mask;
        this.data = data;
        this.zone = zone;
    }

    /** Whether the page loads itself again. */
    sealed interface Refresh {

        /** Every so many seconds. */
        record Every(int seconds) implements Refresh {}

        /** Not by itself. */
        record Off() implements Refresh {}
    }

    /**
     * A failure as the page shows it: without what is not for the page. Public for the template.
     *
     * @param times how often, or what became of it; empty for once
     */
    public record Shown(
            String when, String times, String job, String input, String failure, String reason, String hint) {}

    String render(BusStatus status, Refresh refresh) {
        PageTime time = new PageTime(zone, status.at());
        StringWriter page = new StringWriter();
        try {
            template.process(
                    Map.ofEntries(
                            entry("status", status),
                            entry("headline", Headline.of(status, time::brief)),
                            entry("time", time),
                            entry("chart", HourChart.of(status.jobs().minutes())),
                            entry("outbox", status.queues().depth(BusQueue.OUTBOX)),
                            entry("jobs", status.queues().depth(BusQueue.JOBS)),
                            entry(
                                    "mailboxes",
                                    status.graphMail().mailboxes().stream()
                                            .limit(MOST_MAILBOXES)
                                            .toList()),
                            entry("letters", letters(status, time)),
                            entry("failures", failures(status, time)),
                            entry("data", data.toString()),
                            entry("seconds", refresh instanceof Refresh.Every every ? every.seconds() : 0)),
                    page);
        } catch (TemplateException | IOException e) {
            throw new IllegalStateException("The page could not be written", e);
        }
        return page.toString();
    }

    private List<Shown> letters(BusStatus status, PageTime time) {
        return status.queues().newestDead().stream()
                .map(letter -> letter(letter, time))
                .toList();
    }

    private Shown letter(DeadLetter letter, PageTime time) {
        return new Shown(
                time.brief(letter.failedAt()),
                letter.attempts() > 1 ? letter.attempts() + " attempts" : "",
                letter.id(),
                letter.source(),
                letter.failure(),
                reason(letter.reason(), letter.hint()),
                mask.of(letter.hint()));
    }

    private List<Shown> failures(BusStatus status, PageTime time) {
        return status.jobs().failures().stream()
                .map(entry -> failure(entry, time))
                .toList();
    }

    private Shown failure(FailureLog.Entry entry, PageTime time) {
        JobFailure newest = entry.newest();
        String first = time.brief(entry.first());
        String last = time.brief(entry.last());
        String times = entry.times() == 1 ? "" : entry.times() + " times";
        return new Shown(
                first.equals(last) ? last : first + "–" + last,
                entry.forGood() ? "a dead letter" : times,
                newest.id(),
                newest.source(),
                newest.failure(),
                reason(newest.reason(), newest.hint()),
                mask.of(newest.hint()));
    }

    /** What happened, without what to do about it. */
    private String reason(String reason, String hint) {
        boolean both = reason.endsWith(hint);
        return mask.of(
                both ? reason.substring(0, reason.length() - hint.length()).strip() : reason);
    }
}
