package org.offprint.formats.jats.dates;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.DatesDraft.Event;
import org.offprint.formats.draft.IssueDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.PartialDate;

/** When an article was received, revised, accepted and published, and when its issue was. */
public final class JatsHistoryReader {

    /** Types of the date of publication, by {@code date-type} or {@code pub-type}: the first that is there. */
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

    /** Types of publication among the dates of the history, which some use for it. */
    private static final Set<String> IN_HISTORY =
            Set.of("pub", "publication", "epub", "published", "online", "first-online", "epubdate");

    /** Types of the issue's date, in the order of preference. */
    private static final List<String> OF_ISSUE = List.of("collection", "cover", "issue", "issue-pub");

    /** Dates of other things than publication. */
    private static final Pattern OF_OTHERS = Pattern.compile(
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
        history.rest(all);
    }

    /** Of two of one type that in electronic form goes first, which is the version of record of most journals. */
    private List<XmlElement> publication(XmlElement meta) {
        List<XmlElement> all = meta.elements("pub-date").stream()
                .sorted(Comparator.comparing(
                        date -> !JatsDateReader.format(date).matches("electronic|online")))
                .toList();
        PUBLISHED.forEach(type -> published(all, type::equals));
        return all;
    }

    /** Falls back to the date of the issue, or to any that is not of something else. */
    private void fallback(List<XmlElement> all) {
        OF_ISSUE.forEach(type -> published(all, type::equals));
        published(all, type -> !OF_OTHERS.matcher(type).matches());
        for (String type : OF_ISSUE) {
            for (XmlElement date : all) {
                if (type.equals(JatsDateReader.type(date))
                        && !date.isTaken()
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

    /** Reports dates that are neither of publication nor of the issue. */
    private void rest(List<XmlElement> all) {
        for (XmlElement date : all) {
            // The same day in another medium, or the same year told again.
            String same = date.isTaken() ? null : JatsDateReader.iso(date);
            if (same != null && same.equals(draft.dates().published())) {
                JatsDateReader.take(date);
            } else if (same != null
                    && date.at("season").isNone()
                    && date.at("string-date").isNone()) {
                draft.unplaced(
                        date.path(),
                        (JatsDateReader.format(date) + " " + JatsDateReader.type(date) + " " + same).strip());
                JatsDateReader.take(date);
            }
        }
    }

    /** The date of a collection is that of its issue; a year alone is the year of the issue. */
    private void ofIssue(XmlElement date) {
        IssueDraft issue = draft.issue();
        String value = draft.value(JatsDateReader.iso(date), PartialDate::parse, date.path());
        if (value != null && value.length() > 4) {
            issue.publishedOn(value);
        }
        if (value != null) {
            issue.yearOf(value);
            JatsDateReader.take(date);
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
                draft.unplaced(date.path() + "/@date-type", JatsDateReader.type(date) + " " + JatsDateReader.iso(date));
                date.mark();
                continue;
            }
            // Of several revisions the last one counts.
            draft.unplaced(date.path() + " (earlier)", draft.dates().of(event));
            place(date, event);
        }
    }

    private void place(XmlElement date, Event event) {
        String value = draft.value(JatsDateReader.iso(date), PartialDate::parse, date.path());
        if (value != null) {
            draft.dates().set(event, value);
            JatsDateReader.take(date);
        }
    }
}
