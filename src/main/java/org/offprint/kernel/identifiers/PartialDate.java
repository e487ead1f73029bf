package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Gregorian date whose day, or month and day, can be unknown: {@code 2025-12-03}, {@code 2025-12} or {@code 2025}.
 * Partial dates are ordered by their first day. This order is not consistent with equals: {@code compareTo} returns 0
 * for {@code 2025} and {@code 2025-01-01}, which are not equal.
 *
 * @param value date in the form {@code 2025-12-03}, {@code 2025-12} or {@code 2025}
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^[12]\\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$",
        examples = {"2025-12-03", "2025-12", "2025"},
        description = "Date with optional month and day: `2025-12-03`, `2025-12` or `2025`. Years from 1000 to"
                + " 2999 are accepted.")
public record PartialDate(@JsonValue String value) implements Comparable<PartialDate> {

    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

    /**
     * Normalizes and validates the date. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code date-format} or {@code date-impossible}
     */
    public PartialDate {
        value = PastedText.withPlainHyphens(PastedText.trimmed(value));
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw new InvalidValueException(
                    "date-format",
                    PastedText.quoted(value) + " is not a date. Use the form 2025-12-03, 2025-12 or 2025.");
        }
        checkExists(value, form);
    }

    /**
     * Parses a date with a year from 1000 to 2999.
     *
     * @throws InvalidValueException {@code date-format}; {@code date-impossible} if the day does not exist in the
     *     calendar or the year is out of range
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PartialDate parse(String text) {
        return new PartialDate(text);
    }

    /** Returns a full date for the given day, whose year must be from 1000 to 2999. */
    public static PartialDate of(LocalDate day) {
        return new PartialDate(day.toString());
    }

    /** Returns the first day of the year or month, or the day itself if the date is complete. */
    public LocalDate firstDay() {
        return LocalDate.of(year(), month() == null ? 1 : month(), day() == null ? 1 : day());
    }

    /** Returns whether the date includes the day of the month. */
    public boolean isFull() {
        return value.length() == 10;
    }

    /** Returns the year, 1000 to 2999. */
    public int year() {
        return Integer.parseInt(value.substring(0, 4));
    }

    /** Returns the month, 1 to 12, or null if it is unknown. */
    public Integer month() {
        return value.length() < 7 ? null : Integer.valueOf(value.substring(5, 7));
    }

    /** Returns the day of the month, 1 to 31, or null if it is unknown. */
    public Integer day() {
        return isFull() ? Integer.valueOf(value.substring(8)) : null;
    }

    @Override
    public int compareTo(PartialDate other) {
        return firstDay().compareTo(other.firstDay());
    }

    @Override
    public String toString() {
        return value;
    }

    private static void checkExists(String value, Matcher form) {
        int year = Integer.parseInt(form.group(1));
        if (year < 1000 || year > 2999) {
            throw new InvalidValueException(
                    "date-impossible", "The year of " + value + " is out of range. Use a year from 1000 to 2999.");
        }
        try {
            LocalDate.of(year, number(form.group(2)), number(form.group(3)));
        } catch (DateTimeException e) {
            throw new InvalidValueException(
                    "date-impossible", "The date " + value + " does not exist in the calendar.");
        }
    }

    private static int number(String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }
}
