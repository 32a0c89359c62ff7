package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;

/**
 * What Microsoft lets an application do with one mailbox.
 *
 * @param requestsAtATime beyond it Graph answers 429
 * @param requests in ten minutes; beyond it Graph answers 429
 * @param uploadBytes in five minutes; beyond it Graph answers 429
 * @param mails that leave a mailbox in a minute; what Graph has accepted beyond it waits in Exchange
 * @param recipients in 24 hours; what Graph has accepted beyond it comes back as a non-delivery report
 * @see <a href="https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits">Outlook service limits</a>
 * @see <a
 *     href="https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#sending-limits-1">Exchange
 *     Online: sending limits</a>
 */
public record ServiceLimits(int requestsAtATime, int requests, long uploadBytes, int mails, int recipients) {

    public static final Duration REQUESTS_WITHIN = Duration.ofMinutes(10);
    public static final Duration UPLOAD_WITHIN = Duration.ofMinutes(5);
    public static final Duration MAILS_WITHIN = Duration.ofMinutes(1);
    public static final Duration RECIPIENTS_WITHIN = Duration.ofDays(1);

    /** As Microsoft has published them. */
    public static final ServiceLimits PUBLISHED = new ServiceLimits(4, 10_000, 150_000_000, 30, 10_000);
}
