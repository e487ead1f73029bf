package org.offprint.formats.draft;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.identifiers.PartialDate;

/** Dates as reference managers write them: in numbers, or with the month as a word. */
final class CitedDates {

    private static final Pattern NUMBERS =
            Pattern.compile("([12]\\d{3})(?:[-/.](\\d{1,2}))?(?:[-/.](\\d{1,2}))?(\\D.*)?");
    private static final Pattern YEAR = Pattern.compile("[12]\\d{3}");
    private static final Pattern DAY = Pattern.compile("(0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|º|\\.)?");
    private static final Map<String, Integer> MONTHS = months();

    private final Draft draft;
    private int year;
    private int month;
    private int day;
    private boolean saysMore;

    CitedDates(Draft draft) {
        this.draft = draft;
    }

    /** The number of a month by its name, whole or in three letters; 0 for none. */
    static int month(String said) {
        return MONTHS.getOrDefault(said.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""), 0);
    }

    /**
     * A date; null where there is none, which is told, as is what it says beyond.
     *
     * @param within the year that it is of where it names none; may be null
     */
    String read(String said, String within, String where) {
        Matcher numbers = NUMBERS.matcher(said.strip());
        words(said.strip());
        if (numbers.matches() && (month == 0 || numbers.group(2) != null)) {
            return numbered(numbers, said, where);
        }
        boolean hasYear = year > 0;
        if (!hasYear && within != null && YEAR.matcher(within.strip()).matches() && month > 0) {
            year = Integer.parseInt(within.strip());
        }
        if (year == 0) {
            draft.unplaced(where, said);
            return null;
        }
        String date = date(month == 0 ? 0 : day);
        draft.unplaced(where, saysMore || month == 0 || date == null ? said : null);
        return date;
    }

    private String numbered(Matcher numbers, String said, String where) {
        year = Integer.parseInt(numbers.group(1));
        month = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
        day = numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3));
        // A season, a second day: what follows the date, unless it is the time of the day.
        boolean isMore = numbers.group(4) != null && numbers.group(4).matches("(?U)(?!T\\d).*\\w.*");
        String date = date(day);
        if (date == null) {
            // No day of the calendar, or a season as libraries number them.
            day = 0;
            month = month > Month.values().length ? 0 : month;
            isMore = true;
            date = date(0);
        }
        draft.unplaced(where, isMore ? said : null);
        return date;
    }

    /** As it is stored; null where the calendar has no such day. */
    private String date(int ofMonth) {
        String text = year
                + (month == 0 ? "" : String.format("-%02d", month))
                + (month == 0 || ofMonth == 0 ? "" : String.format("-%02d", ofMonth));
        return new Draft().value(text, PartialDate::parse, "");
    }

    private void words(String said) {
        for (String word : said.split("[\\s\u00A0~,/()\\[\\]\u2010-\u2015-]+")) {
            String plain = word.toLowerCase(Locale.ROOT);
            Matcher ofMonth = DAY.matcher(plain);
            if (YEAR.matcher(plain).matches() && year == 0) {
                year = Integer.parseInt(plain);
            } else if (month(plain) > 0 && month == 0) {
                month = month(plain);
            } else if (ofMonth.matches() && day == 0) {
                day = Integer.parseInt(ofMonth.group(1));
            } else {
                saysMore |= !plain.isEmpty() && !List.of("de", "of").contains(plain);
            }
        }
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (Month month : Month.values()) {
            for (String language : List.of("en", "de", "fr", "es", "pt", "it", "nl")) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE)) {
                    String name = month.getDisplayName(style, Locale.forLanguageTag(language));
                    months.put(name.toLowerCase(Locale.ROOT), month.getValue());
                }
            }
            months.put(month.name().substring(0, 3).toLowerCase(Locale.ROOT), month.getValue());
        }
        months.put("sept", Month.SEPTEMBER.getValue());
        return Map.copyOf(months);
    }
}
