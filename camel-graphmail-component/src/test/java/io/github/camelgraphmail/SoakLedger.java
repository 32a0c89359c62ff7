package io.github.camelgraphmail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Of each numbered mail, how its exchange ended and how often it was accepted. Takes the same memory at all times. */
final class SoakLedger {

    /** How an exchange can end. */
    enum End {
        WELL,
        NOT_SENT,
        UNKNOWN
    }

    private final AtomicReferenceArray<End> ends;
    private final int[] accepted;
    private final Collection<String> oddities = new ConcurrentLinkedQueue<>();

    SoakLedger(int mails) {
        ends = new AtomicReferenceArray<>(mails);
        accepted = new int[mails];
    }

    /** @param failure null for none */
    void ended(int mail, Exception failure) {
        End end = null;
        if (failure == null) {
            end = End.WELL;
        } else if (failure instanceof GraphUnavailableException) {
            end = End.NOT_SENT;
        } else if (failure instanceof DeliveryUnknownException) {
            end = End.UNKNOWN;
        } else {
            oddities.add(mail + ": " + failure);
        }
        if (ends.getAndSet(mail, end) != null) {
            oddities.add(mail + ": has ended twice");
        }
    }

    void accepted(int mail) {
        accepted[mail]++;
    }

    /** What should not come about at all. */
    List<String> oddities() {
        return List.copyOf(oddities);
    }

    /** The mails that ended in that way, with how often they were accepted where that is not as it should be. */
    List<String> wronglyAccepted(End end, IntPredicate isRight) {
        return ended(end)
                .filter(mail -> !isRight.test(accepted[mail]))
                .mapToObj(mail -> mail + " ended " + end + " and was accepted " + accepted[mail] + " times")
                .collect(Collectors.toCollection(ArrayList::new));
    }

    IntStream ended(End end) {
        return IntStream.range(0, ends.length()).filter(mail -> ends.get(mail) == end);
    }

    /** How often the mails that ended in that way were accepted. */
    long acceptedOf(End end) {
        return ended(end).mapToLong(mail -> accepted[mail]).sum();
    }
}
