package org.offprint.formats.jats.metadata;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.DatesDraft.Event;
import org.offprint.formats.draft.IssueDraft;
import org.offprint.formats.text.SourceDate;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.identifiers.WebUrl;

/** Reads the dates of receipt, revision, acceptance and publication, and the issue date. */
public final class JatsHistoryReader {

    /** Values of {@code date-type} or {@code pub-type} that denote the publication date, most preferred first. */
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
            "");

    /** Publication date types that some publishers use within {@code history}. */
    private static final Set<String> IN_HISTORY =
            Set.of("pub", "publication", "epub", "published", "online", "first-online", "epubdate");

    /** Date types for the issue date, most preferred first. */
    private static final List<String> OF_ISSUE = List.of("collection", "cover", "issue", "issue-pub");

    /** Date types that do not denote a publication date. */
    private static final Pattern NOT_PUBLICATION = Pattern.compile(
            ".*(?:preprint|submitted|received|accepted|release|access|retract|correct|update|embargo|withdraw).*");

    private static final Map<String, Event> HISTORY = Map.of(
            "received", Event.RECEIVED,
            "receiveddate", Event.RECEIVED,
            "receivedate", Event.RECEIVED,
            "rev-recd", Event.REVISED,
            "revised", Event.REVISED,
            "reviseddate", Event.REVISED,
            "accepted", Event.ACCEPTED,
            "accepteddate", Event.ACCEPTED);

    private final ArticleDraft draft;

    private JatsHistoryReader(ArticleDraft draft) {
        this.draft = draft;
    }

    public static void read(XmlElement meta, ArticleDraft draft) {
        JatsHistoryReader history = new JatsHistoryReader(draft);
        List<XmlElement> all = history.publication(meta);
        history.history(meta.at("history"));
        history.fallback(all);
        history.media(all);
        history.rest(all);
        all.stream().filter(date -> !date.isPlaced()).forEach(history::season);
        meta.at("pub-history").elements("event").forEach(history::event);
    }

    /**
     * Sets the publication date. If two dates have the same type, the electronic date is preferred, which is the date
     * of the version of record in most journals.
     */
    private List<XmlElement> publication(XmlElement meta) {
        List<XmlElement> all = meta.elements("pub-date").stream()
                .sorted(Comparator.comparing(
                        date -> JatsDateReader.format(date).isEmpty() ? 0 : isOnline(date) ? 1 : 2))
                .toList();
        PUBLISHED.forEach(type -> published(all, type::equals));
        return all;
    }

    /**
     * Sets the publication date to the issue date. If there is no issue date, any date is used whose type may denote a
     * publication date.
     */
    private void fallback(List<XmlElement> all) {
        OF_ISSUE.forEach(type -> published(all, type::equals));
        published(all, type -> !NOT_PUBLICATION.matcher(type).matches());
        for (String type : OF_ISSUE) {
            for (XmlElement date : all) {
                if (type.equals(JatsDateReader.type(date))
                        && !date.isPlaced()
                        && !draft.issue().hasYear()) {
                    ofIssue(date);
                }
            }
        }
    }

    private void published(List<XmlElement> all, Predicate<String> isWanted) {
        for (XmlElement date : all) {
            if (isWanted.test(JatsDateReader.type(date)) && !draft.dates().has(Event.PUBLISHED)) {
                place(date, Event.PUBLISHED);
            }
        }
    }

    /** Sets the online date and the print date if one of them differs from the publication date. */
    private void media(List<XmlElement> all) {
        XmlElement online = first(all, JatsHistoryReader::isOnline);
        XmlElement print = first(all, JatsHistoryReader::isPrint);
        String onlineDate = online == null ? null : JatsDateReader.iso(online);
        String printDate = print == null ? null : JatsDateReader.iso(print);
        String published = draft.dates().published();
        boolean isOne = (onlineDate == null || onlineDate.equals(published))
                && (printDate == null || printDate.equals(published));
        if (published == null || isOne) {
            return;
        }
        if (online != null) {
            place(online, Event.PUBLISHED_ONLINE);
        }
        if (print != null) {
            place(print, Event.PUBLISHED_PRINT);
        }
    }

    private static XmlElement first(List<XmlElement> all, Predicate<XmlElement> isWanted) {
        return all.stream()
                .filter(isWanted)
                .filter(date -> JatsDateReader.iso(date) != null
                        && date.at("season").isNone()
                        && date.at("string-date").isNone())
                .findFirst()
                .orElse(null);
    }

    private static boolean isOnline(XmlElement date) {
        String type = JatsDateReader.type(date);
        boolean isFormat = JatsDateReader.format(date).matches("electronic|online|web");
        return isFormat && isOfPublication(type) || type.matches("epub|pub-electronic|epubdate");
    }

    private static boolean isPrint(XmlElement date) {
        String type = JatsDateReader.type(date);
        return JatsDateReader.format(date).equals("print") && isOfPublication(type) || type.matches("ppub|pub-print");
    }

    private static boolean isOfPublication(String type) {
        return type.isEmpty() || type.matches("pub|publication|published|original-publication");
    }

    /**
     * Reads an event of the publication history. If the record has a date field for the event, this field is set. A
     * preprint is also added as a related work.
     */
    private void event(XmlElement event) {
        XmlElement date = event.at("date");
        String said = event.attribute("event-type");
        String type = said == null ? JatsDateReader.type(date) : said.toLowerCase(Locale.ROOT);
        String day = draft.value(JatsDateReader.iso(date), PartialDate::parse, date.path());
        Event known = said == null ? HISTORY.get(type) : null;
        XmlElement words = event.at("event-desc");
        XmlElement uri = event.at("self-uri").isNone() ? words.at("ext-link") : event.at("self-uri");
        String href = uri.attribute("href");
        String printed = event.at("article-id").text() == null
                ? doiIn(href)
                : event.at("article-id").text();
        Doi doi = draft.parsed(printed, Doi::parse, event.path());
        WebUrl url = href == null || doiIn(href) != null ? null : draft.parsed(href, WebUrl::parse, uri.path());
        if (known != null
                && doi == null
                && url == null
                && day != null
                && !draft.dates().has(known)) {
            draft.dates().set(known, day);
            event.markPlaced();
            return;
        }
        draft.event(type.isEmpty() ? "other" : type, day, doi, url, words.text(), event.path());
        List.of(words, date, event.at("article-id"), event.at("self-uri")).forEach(XmlElement::markPlaced);
        event.elements("self-uri").stream().skip(1).forEach(this::related);
        if (event.elements().stream().allMatch(XmlElement::isPlaced)) {
            event.markPlaced();
        }
        if (doi != null && type.contains("preprint")) {
            relation("hasPreprint", doi, null);
        }
    }

    /** Adds a relation for an additional link of an event, for example to a review of the preprint. */
    private void related(XmlElement uri) {
        Doi doi = draft.parsed(doiIn(uri.attribute("href")), Doi::parse, uri.path());
        if (doi != null) {
            String type = String.valueOf(uri.attribute("content-type"));
            relation(type.contains("reply") || type.contains("response") ? "hasReply" : "hasReview", doi, uri.text());
            uri.markPlaced();
        }
    }

    private void relation(String type, Doi doi, String label) {
        if (!draft.hasRelation(type, doi)) {
            draft.relation(type, doi, label);
        }
    }

    private static String doiIn(String href) {
        return href != null && (href.contains("doi.org/10.") || href.startsWith("10.")) ? href : null;
    }

    /** Reads all dates except the publication dates and the issue date. */
    private void rest(List<XmlElement> all) {
        for (XmlElement date : all) {
            // A date that repeats the publication date, for example for a second medium, adds no information.
            String same = date.isPlaced() ? null : JatsDateReader.iso(date);
            if (same != null && same.equals(draft.dates().published())) {
                JatsDateReader.markRead(date);
            } else if (same != null
                    && date.at("season").isNone()
                    && date.at("string-date").isNone()) {
                other(date);
            }
        }
    }

    /**
     * Sets the issue date from the date of a collection. If the date consists only of a year, only the year of the
     * issue is set.
     */
    private void ofIssue(XmlElement date) {
        IssueDraft issue = draft.issue();
        String value = draft.value(JatsDateReader.iso(date), PartialDate::parse, date.path());
        if (value != null && value.length() > 4) {
            issue.publishedOn(value);
        }
        if (value != null) {
            issue.yearOf(value);
            JatsDateReader.markRead(date);
        }
    }

    private void history(XmlElement history) {
        for (XmlElement date : history.elements("date")) {
            Event event = HISTORY.get(JatsDateReader.type(date));
            if (IN_HISTORY.contains(JatsDateReader.type(date)) && !draft.dates().has(Event.PUBLISHED)) {
                place(date, Event.PUBLISHED);
                continue;
            }
            if (event == null) {
                other(date);
                continue;
            }
            // If the article has several revisions, the last revision date is used.
            String earlier = draft.dates().of(event);
            if (earlier != null) {
                draft.event(JatsDateReader.type(date), earlier, null, null, null, date.path());
            }
            place(date, event);
        }
    }

    /**
     * Adds a season or a range of months to the publication history, as an event with the year and the printed text.
     * Seasons and ranges cannot be converted to a date.
     */
    private void season(XmlElement date) {
        String season = date.at("season").text();
        String words = season == null ? date.at("month").text() : season;
        String year = draft.value(date.at("year").text(), PartialDate::parse, date.path());
        if (words != null && year != null) {
            String type = JatsDateReader.type(date);
            draft.event(type.isEmpty() ? "issue" : type, year, null, null, words, date.path());
            date.markPlaced();
        }
    }

    /** Adds a date that has no field in the record to the publication history. */
    private void other(XmlElement date) {
        String value = draft.value(JatsDateReader.iso(date), PartialDate::parse, date.path());
        String type = JatsDateReader.type(date);
        if (value != null) {
            draft.event(type.isEmpty() ? "other" : type, value, null, null, null, date.path());
            JatsDateReader.markRead(date);
        }
    }

    private void place(XmlElement date, Event event) {
        String value = draft.value(JatsDateReader.iso(date), PartialDate::parse, date.path());
        if (value != null) {
            draft.dates().set(event, value);
            JatsDateReader.markRead(date);
        }
    }

    /** Reads one {@code date} or {@code pub-date} element. */
    private static final class JatsDateReader {

        private JatsDateReader() {}

        /**
         * Marks a date as read, except for elements that cannot be stored in a date: a season, a range of months or an
         * unknown month.
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

        /**
         * Returns the element that contains year, month and day: the date element itself or its {@code string-date}.
         */
        private static XmlElement around(XmlElement date) {
            XmlElement words = date.at("string-date");
            return date.at("year").isNone() && !words.at("year").isNone() ? words : date;
        }

        static String format(XmlElement date) {
            String format = date.attribute("publication-format");
            return format == null ? "" : format.toLowerCase(Locale.ROOT);
        }

        static String type(XmlElement date) {
            String type =
                    date.attribute("date-type") == null ? date.attribute("pub-type") : date.attribute("date-type");
            return type == null ? "" : type.toLowerCase(Locale.ROOT);
        }

        /** Returns the date as {@code 2014-04-01}, {@code 2014-04} or {@code 2014}, or null if the year is missing. */
        static String iso(XmlElement date) {
            XmlElement said = around(date);
            String parts = SourceDate.printed(
                    said.at("year").text(),
                    said.at("month").text(),
                    said.at("day").text());
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
}
