package org.offprint.formats.jats.metadata;

import java.util.Locale;
import org.offprint.formats.text.SourceDate;
import org.offprint.formats.xml.XmlElement;

/** Reads one {@code date} or {@code pub-date}. */
final class JatsDateReader {

    private JatsDateReader() {}

    /**
     * Marks a date as read, except for parts that a date cannot store: a season, a term, a second month or an unknown
     * month.
     */
    static void markRead(XmlElement date) {
        XmlElement said = around(date);
        if (said.at("year").isNone()
                && SourceDate.hasOtherWords(date.at("string-date").text())) {
            return;
        }
        String month = said.at("month").text();
        boolean isMonth = month == null
                || SourceDate.printedMonth(month) != null && !month.matches(".*\\p{L}.*[-/\u2010-\u2015].*");
        if (said.at("season").isNone() && isMonth) {
            date.markPlaced();
            return;
        }
        said.at("year").markPlaced();
        if (isMonth) {
            said.at("month").markPlaced();
            said.at("day").markPlaced();
        }
    }

    /** Returns the element that contains the parts of a date: the date itself or its {@code string-date}. */
    private static XmlElement around(XmlElement date) {
        XmlElement words = date.at("string-date");
        return date.at("year").isNone() && !words.at("year").isNone() ? words : date;
    }

    static String format(XmlElement date) {
        String format = date.attribute("publication-format");
        return format == null ? "" : format.toLowerCase(Locale.ROOT);
    }

    static String type(XmlElement date) {
        String type = date.attribute("date-type") == null ? date.attribute("pub-type") : date.attribute("date-type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    /** Returns the date as {@code 2014-04-01}, {@code 2014-04} or {@code 2014}, or null if there is no year. */
    static String iso(XmlElement date) {
        XmlElement said = around(date);
        String parts = SourceDate.printed(
                said.at("year").text(), said.at("month").text(), said.at("day").text());
        if (parts != null) {
            return parts;
        }
        String whole = date.attribute("iso-8601-date");
        if (whole != null) {
            return whole.length() > 10 ? whole.substring(0, 10) : whole;
        }
        return said.at("year").isNone() ? SourceDate.printed(date.text()) : null;
    }
}
