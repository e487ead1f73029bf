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
 * A date of the Gregorian calendar of which the day, or month and day, may be unknown: {@code 2025-12-03},
 * {@code 2025-12} or {@code 2025}. Its order is that of first days, so it is not consistent with equality:
 * {@code 2025} and {@code 2025-01-01} compare as 0 and are not equal.
 *
 * @param value the date as above
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^[12]\\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$",
        examples = {"2025-12-03", "2025-12", "2025"},
        description = "A date of which the day, or month and day, may be left off.")
public record PartialDate(@JsonValue String value) implements Comparable<PartialDate> {

    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

    /**
     * Checks it as {@link #parse} does.
     *
     * @throws InvalidValueException {@code date-format} or {@code date-impossible}
     */
    public PartialDate {
        value = Pasted.withPlainHyphens(Pasted.trimmed(value));
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw new InvalidValueException(
                    "date-format",
                    Pasted.quoted(value) + " is not a date, which looks like 2025-12-03, 2025-12 or 2025.");
        }
        checkExists(value, form);
    }

    /**
     * Reads a date; year 1000 to 2999.
     *
     * @throws InvalidValueException {@code date-format}; {@code date-impossible} for a day that no calendar has or a
     *     year out of range
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PartialDate parse(String text) {
        return new PartialDate(text);
    }

    /** A full date; year 1000 to 2999. */
    public static PartialDate of(LocalDate day) {
        return new PartialDate(day.toString());
    }

    /** The first day that it can mean. */
    public LocalDate firstDay() {
        return LocalDate.of(year(), month() == null ? 1 : month(), day() == null ? 1 : day());
    }

    /** Reports whether it names a day. */
    public boolean isFull() {
        return value.length() == 10;
    }

    /** The year, 1000 to 2999. */
    public int year() {
        return Integer.parseInt(value.substring(0, 4));
    }

    /** The month, 1 to 12, or null. */
    public Integer month() {
        return value.length() < 7 ? null : Integer.valueOf(value.substring(5, 7));
    }

    /** The day of the month, 1 to 31, or null. */
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
                    "date-impossible", "The year of " + value + " is out of range: 1000 to 2999 are taken.");
        }
        try {
            LocalDate.of(year, number(form.group(2)), number(form.group(3)));
        } catch (DateTimeException e) {
            throw new InvalidValueException("date-impossible", "There is no " + value + " in the calendar.");
        }
    }

    private static int number(String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }
}
