package org.offprint.platform.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Parses the {@code Retry-After} header of external services, which contains seconds or a date (RFC 9110, section
 * 10.2.3).
 */
public final class RetryAfter {

    private static final int LONGEST_TEXT = 40;

    private RetryAfter() {}

    /**
     * Returns the earliest time of the next retry according to a {@code Retry-After} header, or null if the header is
     * missing or invalid.
     *
     * @param longest maximum delay from now, which limits the returned time
     */
    public static Instant of(HttpHeaders headers, Instant now, Duration longest) {
        String given = headers.firstValue("Retry-After").orElse("").strip();
        if (given.isEmpty() || given.length() > LONGEST_TEXT) {
            return null;
        }
        Instant latest = now.plus(longest);
        Instant asked;
        try {
            asked = Character.isDigit(given.charAt(0))
                    ? now.plusSeconds(Math.min(Long.parseLong(given), longest.toSeconds()))
                    : ZonedDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
        return asked.isAfter(latest) ? latest : asked;
    }
}
