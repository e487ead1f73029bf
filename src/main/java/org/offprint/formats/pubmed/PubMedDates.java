package org.offprint.formats.pubmed;

import java.util.List;
import java.util.Locale;
import org.offprint.formats.text.SourceDate;
import org.offprint.formats.xml.XmlElement;

/** Converts the date elements of PubMed to MEDLINE notation. */
final class PubMedDates {

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private PubMedDates() {}

    /**
     * Returns the issue date, for example {@code 2019 Nov 5}. The date may lack the day and month, or contain a season
     * or free text. Returns null if there is no date.
     */
    static String ofIssue(XmlElement date) {
        date.markPlaced();
        String words = date.at("MedlineDate").text();
        String year = date.at("Year").text();
        if (words != null || year == null) {
            return words;
        }
        String month = date.at("Month").text();
        String season = date.at("Season").text();
        String day = date.at("Day").text();
        boolean isNumber = month != null && SourceDate.isMonth(month);
        String named = isNumber ? MONTHS.get(Integer.parseInt(month) - 1) : month;
        return year + after(named == null ? season : named) + after(named == null ? null : day);
    }

    private static String after(String part) {
        return part == null ? "" : " " + part;
    }

    /**
     * Returns an online date, for example {@code 20190918}. If the day is missing, returns the year and month with a
     * hyphen, for example {@code 2019-09}.
     */
    static String online(XmlElement date) {
        date.markPlaced();
        String year = date.at("Year").text();
        String month = date.at("Month").text();
        String day = date.at("Day").text();
        boolean isWhole = isNumber(month) && isNumber(day);
        if (year == null || !isWhole) {
            return year == null ? null : year + (month == null ? "" : "-" + month);
        }
        return year + String.format(Locale.ROOT, "%02d%02d", Integer.parseInt(month), Integer.parseInt(day));
    }

    /** Returns a history event, for example {@code 2019/02/04 [received]}. */
    static String event(XmlElement date) {
        date.markPlaced();
        StringBuilder said = new StringBuilder();
        for (String part : new String[] {"Year", "Month", "Day"}) {
            String text = date.at(part).text();
            said.append(text == null ? "" : (said.isEmpty() ? "" : "/") + text);
        }
        return said + " [" + date.attribute("PubStatus") + "]";
    }

    private static boolean isNumber(String part) {
        return part != null && part.matches("\\d{1,2}");
    }
}
