package org.offprint.web.site.pages;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Vocabulary;

/**
 * Language of the user interface.
 *
 * @param code BCP 47 code
 * @param messages user interface messages by name, in ICU MessageFormat syntax
 */
public record InterfaceLanguage(String code, Map<String, String> messages) {

    /**
     * Date formats to clone, keyed by language and pattern. Creating a date format takes 15 times as long as cloning it.
     */
    private static final Map<String, DateFormat> DATE_FORMATS = new ConcurrentHashMap<>();

    /** Name of the message that contains the language's own name. */
    private static final String OWN_NAME = "languageName";

    /** Returns the name of the language in that language. */
    public String ownName() {
        return messages.getOrDefault(OWN_NAME, code);
    }

    /** Returns {@code rtl} if the language is written from right to left, otherwise {@code ltr}. */
    public String direction() {
        return directionOf(code);
    }

    /** Returns the writing direction of the given language: {@code rtl} or {@code ltr}. */
    public static String directionOf(String tag) {
        return ULocale.forLanguageTag(tag).isRightToLeft() ? "rtl" : "ltr";
    }

    /** Returns the user interface message with the given name, or the name itself if there is no such message. */
    public String text(String name, Object... arguments) {
        String pattern = messages.get(name);
        if (pattern == null) {
            return name;
        }
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale()).format(arguments);
    }

    /**
     * Returns the translated name of an API value, for example {@code term("type", "editorial")}. Without a translation,
     * returns the value itself with spaces instead of hyphens.
     */
    public String term(String group, Object value) {
        String word = value instanceof Enum<?> constant ? Vocabulary.termOf(constant) : String.valueOf(value);
        String name = group + "." + word;
        return has(name) ? text(name) : word.replace('-', ' ');
    }

    /** Returns whether there is a user interface message with the given name. */
    public boolean has(String name) {
        return messages.containsKey(name);
    }

    /** Formats a date in words, with the precision of the given date. */
    public String date(PartialDate date) {
        String parts = date.isFull() ? "yMMMMd" : date.month() == null ? "y" : "yMMMM";
        return written(parts, date.firstDay());
    }

    /** Formats a day in words. */
    public String day(LocalDate day) {
        return written("yMMMMd", day);
    }

    private String written(String parts, LocalDate day) {
        DateFormat format = DATE_FORMATS.computeIfAbsent(code + " " + parts, key -> {
            DateFormat created = DateFormat.getPatternInstance(parts, locale());
            created.setTimeZone(TimeZone.GMT_ZONE);
            return created;
        });
        return ((DateFormat) format.clone())
                .format(Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    /** Returns the name of the given language, translated into this language. */
    public String nameOf(String tag) {
        return ULocale.getDisplayName(tag, locale());
    }

    /** Returns the name of the given country (ISO 3166-1 alpha-2), translated into this language. */
    public String country(String code) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.forLanguageTag(this.code));
    }

    /** Formats a number with the digits and separators of this language. */
    public String number(long number) {
        return NumberFormat.getInstance(locale()).format(number);
    }

    /** Formats a size in bytes for readers, for example as {@code 1.2 MB}. */
    public String size(long bytes) {
        double shown = bytes;
        int unit = 0;
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        while (shown >= 1000 && unit < units.length - 1) {
            shown /= 1000;
            unit++;
        }
        NumberFormat format = NumberFormat.getInstance(locale());
        format.setMaximumFractionDigits(shown < 10 && unit > 0 ? 1 : 0);
        return format.format(shown) + "\u00a0" + units[unit];
    }

    private ULocale locale() {
        return ULocale.forLanguageTag(code);
    }
}
