package io.github.camelgraphmail.sandbox.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the page writes them, in this machine's zone. */
final class PageTime {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private PageTime() {}

    /** The time of a moment of today, otherwise the day too. */
    static String brief(Instant time) {
        ZonedDateTime here = time.atZone(ZoneId.systemDefault());
        return here.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault())) ? TIME.format(here) : DAY.format(here);
    }

    static String toTheMillisecond(Instant time) {
        return MILLIS.format(time.atZone(ZoneId.systemDefault()));
    }

    static String dateAndTime(Instant time) {
        return DATE_AND_TIME.format(time.atZone(ZoneId.systemDefault()));
    }
}
