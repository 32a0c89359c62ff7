package io.github.camelgraphmail;

import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;

/** What a component shows over JMX: {@link GraphMailStatistics}, in numbers that tools can draw. */
public interface GraphMailComponentMBean {

    GraphMailStatistics getStatistics();

    @ManagedAttribute(description = "Mails that Graph has accepted")
    default long getSent() {
        return getStatistics().mails().sent();
    }

    @ManagedAttribute(description = "Mails that were not sent again, since their idempotency key was known")
    default long getDuplicates() {
        return getStatistics().mails().duplicates();
    }

    @ManagedAttribute(description = "Mails of which nobody knows whether they were sent")
    default long getUnknown() {
        return getStatistics().mails().unknown();
    }

    @ManagedAttribute(description = "Mails that were not sent")
    default long getFailed() {
        return getStatistics().mails().failures();
    }

    @ManagedAttribute(description = "Mails that wait for their turn")
    default int getWaiting() {
        return getStatistics().waiting();
    }

    @ManagedAttribute(description = "Requests that are being made")
    default int getInFlight() {
        return getStatistics().inFlight();
    }

    @ManagedAttribute(description = "Callers that wait for room to bring a mail")
    default int getHeldBack() {
        return getStatistics().heldBack();
    }

    @ManagedAttribute(description = "Mailboxes that rest because Graph asked for it")
    default int getPausedMailboxes() {
        return getStatistics().pausedMailboxes();
    }

    @ManagedAttribute(description = "Seconds that mailboxes have rested because Graph asked for it, all added up")
    default long getRestSeconds() {
        return getStatistics().requests().rest().toSeconds();
    }

    @ManagedAttribute(description = "Requests that mails took")
    default long getRequests() {
        return getStatistics().requests().made();
    }

    @ManagedAttribute(description = "Requests that were made for one more time")
    default long getRepeatedRequests() {
        return getStatistics().requests().repeated();
    }

    @ManagedAttribute(description = "Requests that Graph answered with 429")
    default long getThrottledRequests() {
        return getStatistics().requests().throttled();
    }

    @ManagedOperation(description = "Mails that were not sent, by exception")
    default TabularData failures() {
        try {
            String[] names = {"exception", "mails"};
            CompositeType row =
                    new CompositeType("failure", "Mails that were not sent", names, names, new OpenType<?>[] {
                        SimpleType.STRING, SimpleType.LONG
                    });
            TabularData table = new TabularDataSupport(
                    new TabularType("failures", "By exception", row, new String[] {"exception"}));
            getStatistics().mails().failed().forEach((exception, mails) -> put(table, row, names, exception, mails));
            return table;
        } catch (OpenDataException e) {
            throw new RuntimeCamelException(e);
        }
    }

    @ManagedOperation(description = "The mailboxes that have something to do")
    default TabularData mailboxes() {
        try {
            String[] names = {"mailbox", "waiting", "inFlight", "heldBack", "paused"};
            CompositeType row =
                    new CompositeType("mailbox", "A mailbox that has something to do", names, names, new OpenType<?>[] {
                        SimpleType.STRING,
                        SimpleType.INTEGER,
                        SimpleType.INTEGER,
                        SimpleType.INTEGER,
                        SimpleType.BOOLEAN
                    });
            TabularData table =
                    new TabularDataSupport(new TabularType("mailboxes", "By name", row, new String[] {"mailbox"}));
            getStatistics()
                    .mailboxes()
                    .forEach(box -> put(
                            table,
                            row,
                            names,
                            box.address(),
                            box.waiting(),
                            box.inFlight(),
                            box.heldBack(),
                            box.paused()));
            return table;
        } catch (OpenDataException e) {
            throw new RuntimeCamelException(e);
        }
    }

    private static void put(TabularData table, CompositeType row, String[] names, Object... values) {
        try {
            table.put(new CompositeDataSupport(row, names, values));
        } catch (OpenDataException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
