package io.github.camelgraphmail.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the mails of a component share, whichever endpoint they come from.
 *
 * @param gate lets their requests through
 * @param room bounds how many there are
 * @param keys knows those that must go once
 * @param meter counts what they ask of Graph
 */
public record MailTraffic(MailboxGate gate, MailboxRoom room, RecentKeys keys, TrafficMeter meter) {

    /** The mailboxes that have something to do at the moment, in no order. */
    public Collection<MailboxLoad> loads() {
        Map<String, MailboxLoad> loads = room.loads();
        gate.addTo(loads);
        return List.copyOf(loads.values());
    }
}
