package org.offprint.ingest.jats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.offprint.identifiers.PartialDate;
import org.offprint.ingest.draft.Draft;
import org.offprint.ingest.xml.XmlElement;

/** When an article was received, revised, accepted and published, and when its issue was. */
final class JatsDates {

    /** Which date is that of publication, by {@code date-type} or {@code pub-type}: the first that is there. */
    private static final List<String> PUBLISHED = List.of(
            "pub",
            "publication",
            "epub",
            "epub-ppub",
            "ppub",
            "original-publication",
            "published",
            "pub-electronic",
            "pub-print",
            "epreprint",
            "",
            "collection");

    private static final Map<String, String> HISTORY = Map.of(
            "received", "received",
            "rev-recd", "revised",
            "revised", "revised",
            "accepted", "accepted");

    private final Draft draft;

    private JatsDates(Draft draft) {
        this.draft = draft;
    }

    static void read(XmlElement meta, Draft draft) {
        JatsDates dates = new JatsDates(draft);
        dates.publication(meta);
        dates.history(meta.at("history"));
    }

    private void publication(XmlElement meta) {
        List<XmlElement> all = meta.elements("pub-date");
        for (String type : PUBLISHED) {
            for (XmlElement date : all) {
                if (type.equals(type(date)) && !draft.object("dates").has("published")) {
                    place(date, "published");
                }
            }
        }
        for (XmlElement date : all) {
            if ("collection".equals(type(date)) && !date.isTaken()) {
                ofIssue(date);
            }
        }
        for (XmlElement date : all) {
            // The same day in another medium, or the same year told again.
            String same = date.isTaken() ? null : iso(date);
            if (same != null
                    && same.equals(draft.object("dates").path("published").textValue())) {
                take(date);
            } else if (same != null
                    && date.at("season").isNone()
                    && date.at("string-date").isNone()) {
                draft.unplaced(date.path(), type(date) + " " + same);
                take(date);
            }
        }
    }

    /** The date of a collection is that of its issue; a year alone is the year of the issue. */
    private void ofIssue(XmlElement date) {
        ObjectNode issue = draft.object("issue");
        String value = draft.value(iso(date), PartialDate::parse, date.path());
        if (value != null && value.length() > 4) {
            issue.put("publishedOn", value);
        }
        if (value != null) {
            issue.put("year", Integer.parseInt(value.substring(0, 4)));
            take(date);
        }
    }

    private void history(XmlElement history) {
        for (XmlElement date : history.elements("date")) {
            String member = HISTORY.get(String.valueOf(type(date)));
            if (member == null) {
                draft.unplaced(date.path() + "/@date-type", type(date) + " " + iso(date));
                date.mark();
                continue;
            }
            // Of several revisions the last one counts.
            draft.unplaced(
                    date.path() + " (earlier)",
                    draft.object("dates").path(member).textValue());
            place(date, member);
        }
    }

    private void place(XmlElement date, String member) {
        String value = draft.value(iso(date), PartialDate::parse, date.path());
        if (value != null) {
            draft.object("dates").put(member, value);
            take(date);
        }
    }

    /** All of it, but what no date has a place for: a season, a term, a second month, a month of no known name. */
    private static void take(XmlElement date) {
        XmlElement said = around(date);
        if (said.at("year").isNone()
                && PrintedDate.saysMore(date.at("string-date").text())) {
            return;
        }
        String month = said.at("month").text();
        boolean isMonth =
                month == null || PrintedDate.month(month) != null && !month.matches(".*\\p{L}.*[-/\u2010-\u2015].*");
        if (said.at("season").isNone() && isMonth) {
            date.mark();
            return;
        }
        said.at("year").mark();
        if (isMonth) {
            said.at("month").mark();
            said.at("day").mark();
        }
    }

    /** The parts of a date stand in it, or in the words that it is printed in. */
    private static XmlElement around(XmlElement date) {
        XmlElement words = date.at("string-date");
        return date.at("year").isNone() && !words.at("year").isNone() ? words : date;
    }

    private static String type(XmlElement date) {
        String type = date.attribute("date-type") == null ? date.attribute("pub-type") : date.attribute("date-type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    /** As {@code 2014-04-01}, {@code 2014-04} or {@code 2014}; null where there is no year. */
    static String iso(XmlElement date) {
        XmlElement said = around(date);
        Matcher year = PrintedDate.YEAR.matcher(String.valueOf(said.at("year").text()));
        if (!year.find()) {
            String whole = date.attribute("iso-8601-date");
            if (whole != null) {
                return whole.length() > 10 ? whole.substring(0, 10) : whole;
            }
            return said.at("year").isNone() ? PrintedDate.iso(date.text()) : null;
        }
        return PrintedDate.iso(
                year.group(), said.at("month").text(), said.at("day").text());
    }
}
