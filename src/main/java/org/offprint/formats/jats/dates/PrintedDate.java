package org.offprint.formats.jats.dates;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as they are printed. */
final class PrintedDate {

    static final Pattern YEAR = Pattern.compile("(?<!\\d)(1\\d{3}|2\\d{3})(?!\\d)");

    /** Shorter ones are what stands between the parts of a day, or behind its number. */
    private static final Pattern LONG_WORD = Pattern.compile("(?<![\\p{L}\\d])\\p{L}{3,}");

    private static final Pattern OF_A_DAY =
            Pattern.compile("(?i)the|(sun|mon|tues|wednes|thurs|fri|satur)day|sun|mon|tue|wed|thu|fri|sat");

    private static final Pattern ORDINAL = Pattern.compile("(?i)(\\d{1,2})(?:st|nd|rd|th)?");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private PrintedDate() {}

    /** A date such as "12 March 2014": its year, and the month that is named in it, and the day. */
    static String iso(String text) {
        Matcher year = YEAR.matcher(String.valueOf(text));
        if (!year.find()) {
            return null;
        }
        String month = null;
        String day = null;
        for (String word : text.split("[^\\p{L}\\d]+")) {
            month = month == null && word.matches("\\p{L}+") && month(word) != null ? word : month;
            Matcher ordinal = ORDINAL.matcher(word);
            day = day == null && ordinal.matches() ? ordinal.group(1) : day;
        }
        return iso(year.group(), month, day);
    }

    /** The same of its parts; those that are no month and no day are left out. */
    static String iso(String year, String monthSaid, String day) {
        List<String> parts = new ArrayList<>(List.of(year));
        Integer month = month(monthSaid);
        if (month != null) {
            parts.add(String.format("%02d", month));
            if (day != null && day.matches("\\d{1,2}") && Integer.parseInt(day) > 0) {
                parts.add(String.format("%02d", Integer.valueOf(day)));
            }
        }
        return String.join("-", parts);
    }

    /** Whether there are words in it that are no part of a day; none where there is no text. */
    static boolean saysMore(String text) {
        return text != null
                && LONG_WORD
                        .matcher(text)
                        .results()
                        .anyMatch(word -> month(word.group()) == null
                                && !OF_A_DAY.matcher(word.group()).matches());
    }

    /** By its number or the beginning of its English name; else null. */
    static Integer month(String text) {
        if (text == null) {
            return null;
        }
        if (text.matches("\\d{1,2}")) {
            int number = Integer.parseInt(text);
            return number == 0 ? null : Integer.valueOf(number);
        }
        String start = text.toLowerCase(Locale.ROOT);
        int named = start.length() < 3 ? -1 : MONTHS.indexOf(start.substring(0, 3));
        return named < 0 ? null : Integer.valueOf(named + 1);
    }
}
