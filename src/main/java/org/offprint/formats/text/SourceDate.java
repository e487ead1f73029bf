package org.offprint.formats.text;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.text.Table;

/**
 * Date in an import source.
 *
 * @param iso date such as {@code 2024-05-01}, {@code 2024-05} or {@code 2024}; null if the source contains no date
 * @param saysMore whether the source contains more than {@code iso}, for example a season or a second day
 */
public record SourceDate(String iso, boolean saysMore) {

    private static final Pattern NUMBERS =
            Pattern.compile("([12]\\d{3})(?:[-/.](\\d{1,2}))?(?:[-/.](\\d{1,2}))?(\\D.*)?");
    private static final Pattern WHOLE_YEAR = Pattern.compile("[12]\\d{3}");
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(1\\d{3}|2\\d{3})(?!\\d)");
    private static final Pattern DAY = Pattern.compile("(0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|º|\\.)?");
    private static final Pattern ORDINAL = Pattern.compile("(?i)(\\d{1,2})(?:st|nd|rd|th)?");
    private static final Pattern MONTH = Pattern.compile("0?[1-9]|1[0-2]");

    private static final Pattern EIGHT_DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");

    /**
     * Pattern of a word with at least three letters. Shorter words connect the parts of a printed date, or follow the
     * day number.
     */
    private static final Pattern LONG_WORD = Pattern.compile("(?<![\\p{L}\\d])\\p{L}{3,}");

    private static final Pattern DATE_WORD =
            Pattern.compile("(?i)the|(sun|mon|tues|wednes|thurs|fri|satur)day|sun|mon|tue|wed|thu|fri|sat");

    private static final List<DateTimeFormatter> WHOLE_DAYS = List.of(
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.ENGLISH),
            DateTimeFormatter.ISO_LOCAL_DATE);

    private static final int LAST_MONTH = 12;

    /**
     * Parses a date as written by reference managers. The month is a number, or a month name in any supported language.
     *
     * @param within year to use if the date has none; may be null
     */
    public static SourceDate of(String said, String within) {
        return new DateWords(said.strip()).read(within);
    }

    /**
     * Parses a printed date such as "12 March 2014". The result consists of the year, the first English month name and
     * the first day number. Returns null if the text contains no year.
     */
    public static String printed(String text) {
        Matcher year = YEAR.matcher(String.valueOf(text));
        if (!year.find()) {
            return null;
        }
        String month = null;
        String day = null;
        for (String word : text.split("[^\\p{L}\\d]+")) {
            month = month == null && word.matches("\\p{L}+") && monthByName(word) != null ? word : month;
            Matcher ordinal = ORDINAL.matcher(word);
            day = day == null && ordinal.matches() ? ordinal.group(1) : day;
        }
        return printed(year.group(), month, day);
    }

    /**
     * Joins the year, month and day of a printed date. An invalid month or day is omitted. Returns null if {@code said}
     * contains no year.
     *
     * @param month number or English name of a month
     */
    public static String printed(String said, String month, String day) {
        Matcher year = YEAR.matcher(String.valueOf(said));
        if (!year.find()) {
            return null;
        }
        Integer number = printedMonth(month);
        boolean hasDay = number != null && day != null && day.matches("\\d{1,2}") && Integer.parseInt(day) > 0;
        return joined(year.group(), number, hasDay ? Integer.valueOf(day) : null);
    }

    /** Returns whether a printed date contains words that are not part of a date. Returns false for null. */
    public static boolean hasOtherWords(String text) {
        return text != null
                && LONG_WORD
                        .matcher(text)
                        .results()
                        .anyMatch(word -> monthByName(word.group()) == null
                                && !DATE_WORD.matcher(word.group()).matches());
    }

    /**
     * Joins a year, a month number and a day number. Month numbers above 12 denote a season or a quarter and are
     * omitted. Returns null if the year is null.
     */
    public static String ofNumbers(String year, String month, String day) {
        boolean hasMonth = month != null && isMonth(month);
        boolean hasDay = hasMonth && day != null && day.matches("\\d{1,2}");
        return year == null
                ? null
                : joined(year, hasMonth ? Integer.valueOf(month) : null, hasDay ? Integer.valueOf(day) : null);
    }

    /** Converts a date such as {@code 20240501} to ISO format. Returns null for any other format. */
    public static String ofEightDigits(String said) {
        Matcher parts = EIGHT_DIGITS.matcher(said == null ? "" : said);
        return parts.matches() ? parts.replaceFirst("$1-$2-$3") : null;
    }

    /**
     * Parses a complete date such as {@code 1 May 2024}, {@code May 1, 2024} or {@code 2024-05-01}. Returns null for
     * any other format.
     */
    public static String wholeDay(String said) {
        for (DateTimeFormatter form : WHOLE_DAYS) {
            try {
                return LocalDate.parse(said, form).toString();
            } catch (DateTimeParseException e) {
                // The date is not in this format, so try the next one.
            }
        }
        return null;
    }

    /** Returns whether the string is a month number. */
    public static boolean isMonth(String said) {
        return MONTH.matcher(said).matches();
    }

    /**
     * Returns the month number for an English month name, of which only the first three letters are compared. Returns
     * null if the string is not a month name.
     */
    public static Integer monthByName(String said) {
        return said.length() < 3
                ? null
                : Months.ENGLISH.get(said.toLowerCase(Locale.ROOT).substring(0, 3));
    }

    /**
     * Returns the month number for a number of one or two digits, up to 99, or for an English month name. Returns null
     * for any other argument.
     */
    public static Integer printedMonth(String said) {
        if (said == null || !said.matches("\\d{1,2}")) {
            return said == null ? null : monthByName(said);
        }
        int number = Integer.parseInt(said);
        return number == 0 ? null : Integer.valueOf(number);
    }

    /** Returns the first three letters of the English month names, in lower case. */
    public static Set<String> shortMonths() {
        return Collections.unmodifiableSet(Months.ENGLISH.keySet());
    }

    private static String joined(String year, Integer month, Integer day) {
        return year
                + (month == null ? "" : String.format("-%02d", month))
                + (day == null ? "" : String.format("-%02d", day));
    }

    /** Splits a printed date into words, and parses the words. */
    private static final class DateWords {

        private final String said;
        private int year;
        private int month;
        private int day;
        private boolean saysMore;

        DateWords(String said) {
            this.said = said;
            for (String word : said.split("[\\s\u00A0~,/()\\[\\]\u2010-\u2015-]+")) {
                String plain = word.toLowerCase(Locale.ROOT);
                int named = Months.ALL.getOrDefault(plain.strip().replaceFirst("\\.$", ""), 0);
                Matcher ofMonth = DAY.matcher(plain);
                if (WHOLE_YEAR.matcher(plain).matches() && year == 0) {
                    year = Integer.parseInt(plain);
                } else if (named > 0 && month == 0) {
                    month = named;
                } else if (ofMonth.matches() && day == 0) {
                    day = Integer.parseInt(ofMonth.group(1));
                } else {
                    saysMore |= !plain.isEmpty() && !List.of("de", "of").contains(plain);
                }
            }
        }

        SourceDate read(String within) {
            Matcher numbers = NUMBERS.matcher(said);
            if (numbers.matches() && (month == 0 || numbers.group(2) != null)) {
                return inNumbers(numbers);
            }
            if (year == 0
                    && within != null
                    && WHOLE_YEAR.matcher(within.strip()).matches()
                    && month > 0) {
                year = Integer.parseInt(within.strip());
            }
            if (year == 0) {
                return new SourceDate(null, true);
            }
            String date = date(month == 0 ? 0 : day);
            return new SourceDate(date, saysMore || month == 0 || date == null);
        }

        private SourceDate inNumbers(Matcher numbers) {
            year = Integer.parseInt(numbers.group(1));
            month = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
            day = numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3));
            // Text after the date, such as a season or a second day, is additional information. A time of day is
            // ignored.
            boolean isMore = numbers.group(4) != null && numbers.group(4).matches("(?U)(?!T\\d).*\\w.*");
            String date = date(day);
            if (date == null) {
                // Either the date does not exist, or the month number denotes a season in library notation.
                month = month > LAST_MONTH ? 0 : month;
                return new SourceDate(date(0), true);
            }
            return new SourceDate(date, isMore);
        }

        /** Returns the date in ISO format, or null if the date does not exist, for example February 30. */
        private String date(int ofMonth) {
            boolean hasDay = month > 0 && ofMonth > 0;
            try {
                return PartialDate.parse(
                                joined(String.valueOf(year), month == 0 ? null : month, hasDay ? ofMonth : null))
                        .value();
            } catch (InvalidValueException e) {
                return null;
            }
        }
    }

    /** Month numbers, keyed by month name in lower case and by the first three letters of the English month name. */
    private static final class Months {

        static final Map<String, Integer> ALL = new HashMap<>();
        static final Map<String, Integer> ENGLISH = new HashMap<>();

        static {
            for (List<String> row : Table.of("months.tsv", 3).rows()) {
                Integer number = Integer.valueOf(row.get(0));
                ALL.put(row.get(2), number);
                if (row.get(1).equals("en")) {
                    ENGLISH.put(row.get(2).substring(0, 3), number);
                }
            }
        }
    }
}
