package org.offprint.web.harvest.oai.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Date in an OAI-PMH request (section 3.3): a day or a second in UTC.
 *
 * @param start first instant of the day or second
 */
public record OaiDate(Instant start, boolean isDay) {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern SECOND = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    private static final DateTimeFormatter DAYS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withResolverStyle(ResolverStyle.STRICT);

    /**
     * Parses a date in an OAI-PMH request.
     *
     * @throws IllegalArgumentException if the format is invalid, or the day or second does not exist
     */
    static OaiDate parse(String text) {
        try {
            if (text.startsWith("0000")) {
                // The OAI-PMH schema forbids the year 0000, which the response would repeat among the request
                // arguments.
                throw new IllegalArgumentException("no year");
            }
            if (DAY.matcher(text).matches()) {
                return new OaiDate(LocalDate.parse(text, DAYS).atStartOfDay().toInstant(ZoneOffset.UTC), true);
            }
            if (SECOND.matcher(text).matches()) {
                return new OaiDate(LocalDateTime.parse(text, SECONDS).toInstant(ZoneOffset.UTC), false);
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        throw new IllegalArgumentException("not a date");
    }

    /** Returns the last microsecond of the day or second. The database stores timestamps in microseconds. */
    Instant end() {
        return start.plus(1, isDay ? ChronoUnit.DAYS : ChronoUnit.SECONDS).minus(1, ChronoUnit.MICROS);
    }

    /** Formats an instant as a datestamp, in whole seconds. */
    public static String of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
