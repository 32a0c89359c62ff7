package io.github.camelgraphmail.examples.bus.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Times as the page writes them, in a zone. Public for the template. */
public final class PageTime {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final ZoneId zone;
    private final Instant now;

    PageTime(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    /** With the day where it is another one. */
    public String brief(Instant at) {
        ZonedDateTime here = at.atZone(zone);
        boolean today = here.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? TIME : DAY).format(here);
    }

    /** As other text has it, or that text where it is no time. */
    public String brief(String at) {
        try {
            return brief(Instant.parse(at));
        } catch (DateTimeParseException e) {
            return at;
        }
    }

    /** To the second, with the zone. */
    public String full(Instant at) {
        return FULL.format(at.atZone(zone));
    }

    /** In two units at most. */
    public String length(Duration length) {
        if (length.toDays() > 0) {
            return length.toDays() + " d " + length.toHoursPart() + " h";
        }
        if (length.toHours() > 0) {
            return length.toHours() + " h " + length.toMinutesPart() + " min";
        }
        return length.toMinutes() > 0 ? length.toMinutes() + " min" : Math.max(0, length.toSeconds()) + " s";
    }

    /** How long ago it was. */
    public String since(Instant at) {
        return length(Duration.between(at, now));
    }
}
