package io.github.camelgraphmail.sandbox.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as the page writes them, in this machine's zone. */
final class PageTime {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private PageTime() {}

    static String timeOfDay(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    static String dateAndTime(Instant time) {
        return DATE_AND_TIME.format(time.atZone(ZoneId.systemDefault()));
    }
}
