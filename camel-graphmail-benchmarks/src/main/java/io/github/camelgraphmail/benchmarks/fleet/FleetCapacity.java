package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What a fleet can send at the most, by formula: the least of what each part can do. A fleet comes to it when its mailboxes have
 * the same to send and no consumer waits for another's job; {@link FleetSimulation} says what becomes of it when they don't.
 *
 * @param accepted mails a second that Graph takes
 * @param bound what keeps it from being more
 * @param leaving mails a second that leave Exchange, for hours
 * @param perDay mails that leave in 24 hours
 */
public record FleetCapacity(double accepted, Bound bound, double leaving, double perDay) {

    private static final double DAY = Duration.ofDays(1).toSeconds();

    /** What there is too little of. */
    public enum Bound {
        CONSUMERS("consumers"),
        MAILBOXES("a mailbox's mails at a time"),
        REQUESTS("requests in 10 minutes"),
        UPLOAD("upload in 5 minutes"),
        CPU("processors");

        private final String text;

        Bound(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }

    private record Rate(Bound bound, double perSecond) {}

    public static FleetCapacity of(Fleet fleet, MailShape mail, Latency latency, ServiceLimits limits) {
        double consumer = 1 / seconds(timeOfAMail(fleet.cost(), mail, latency));
        // More mails at a time than there may be requests would be refused.
        double mailbox = consumer * Math.min(fleet.mailsAtATime(), limits.requestsAtATime());
        double requests = limits.requests() / seconds(ServiceLimits.REQUESTS_WITHIN) / mail.requests();
        double upload = limits.uploadBytes() / seconds(ServiceLimits.UPLOAD_WITHIN) / Math.max(1, mail.uploadBytes());
        Rate least = List.of(
                        new Rate(Bound.MAILBOXES, fleet.mailboxes() * mailbox),
                        new Rate(Bound.CONSUMERS, fleet.nodes() * fleet.consumers() * consumer),
                        new Rate(Bound.REQUESTS, fleet.mailboxes() * requests),
                        new Rate(Bound.UPLOAD, fleet.mailboxes() * upload),
                        new Rate(Bound.CPU, cpu(fleet)))
                .stream()
                .min(Comparator.comparingDouble(Rate::perSecond))
                .orElseThrow();
        double leaving =
                Math.min(least.perSecond(), fleet.mailboxes() * limits.mails() / seconds(ServiceLimits.MAILS_WITHIN));
        double perDay = Math.min(leaving * DAY, (double) fleet.mailboxes() * (limits.recipients() / mail.recipients()));
        return new FleetCapacity(least.perSecond(), least.bound(), leaving, perDay);
    }

    /** How long a consumer is busy with a mail, on an idle node. */
    private static Duration timeOfAMail(NodeCost cost, MailShape mail, Latency latency) {
        return latency.mean()
                .multipliedBy(mail.requests())
                .plus(cost.handover())
                .plus(cost.share());
    }

    private static double cpu(Fleet fleet) {
        Duration share = fleet.cost().share();
        return share.isZero() ? Double.POSITIVE_INFINITY : fleet.nodes() / seconds(share);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
