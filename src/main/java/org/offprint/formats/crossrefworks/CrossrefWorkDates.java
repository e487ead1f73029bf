package org.offprint.formats.crossrefworks;

import static org.offprint.formats.draft.JsonSource.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.DatesDraft;
import org.offprint.formats.draft.DatesDraft.Event;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.IssueDraft;
import org.offprint.formats.text.SourceDate;
import org.offprint.kernel.identifiers.PartialDate;

/** Reads the dates of a Crossref work and its issue. */
final class CrossrefWorkDates {

    private static final List<String> PUBLISHED =
            List.of("published", "issued", "published-online", "published-print", "posted", "published-other");

    private CrossrefWorkDates() {}

    /** Reads the first publication date, the online publication date and the print publication date. */
    static void read(ObjectNode work, DatesDraft dates, Draft draft) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String member : PUBLISHED) {
            String date = date(work.path(member), draft, member);
            if (date != null) {
                said.put(member, date);
            }
        }
        said.values().stream().findFirst().ifPresent(dates::published);
        media(said.get("published-online"), said.get("published-print"), dates);
        said.forEach((member, date) -> {
            boolean isPlaced = date.equals(dates.published())
                    || date.equals(dates.of(Event.PUBLISHED_ONLINE))
                    || date.equals(dates.of(Event.PUBLISHED_PRINT));
            if (!isPlaced && !isOfIssue(work, member, date)) {
                draft.unplaced(member, date);
            }
        });
        PUBLISHED.forEach(work::remove);
        dates.set(Event.ACCEPTED, date(work.path("accepted"), draft, "accepted"));
        work.remove("accepted");
        objects(work, "assertion").forEach(assertion -> asserted(assertion, dates));
    }

    /** Sets the online and print dates, unless they only repeat the publication date. */
    private static void media(String online, String print, DatesDraft dates) {
        boolean isOne = (online == null || online.equals(dates.published()))
                && (print == null || print.equals(dates.published()));
        if (!isOne) {
            dates.set(Event.PUBLISHED_ONLINE, online);
            dates.set(Event.PUBLISHED_PRINT, print);
        }
    }

    private static boolean isOfIssue(ObjectNode work, String member, String date) {
        return date.equals(date(work.path("journal-issue").path(member), new Draft(), member));
    }

    /** Reads the dates of receipt, revision and acceptance, which publishers deposit as text assertions. */
    private static void asserted(ObjectNode assertion, DatesDraft dates) {
        Event event = Event.named(assertion.path("name").asText("").toLowerCase(Locale.ROOT));
        String said = assertion.path("value").asText("").strip();
        if (event == null || event.isOfPublication() || dates.has(event)) {
            return;
        }
        String day = SourceDate.wholeDay(said);
        if (day != null) {
            dates.set(event, day);
            assertion.removeAll();
        }
    }

    /** Sets the publication date and the year of the issue. */
    static void ofIssue(ObjectNode work, IssueDraft issue, ArticleDraft draft) {
        for (ObjectNode printed : objects(work, "journal-issue")) {
            for (String member : List.of("published-print", "published-online")) {
                String date = date(printed.path(member), draft, "journal-issue/" + member);
                if (date != null && issue.publishedOn() == null) {
                    issue.publishedOn(date);
                    printed.remove(member);
                }
            }
        }
        issue.yearOf(issue.publishedOn() == null ? draft.dates().published() : issue.publishedOn());
    }

    /** Returns the date as {@code 2014-04-01}, {@code 2014-04} or {@code 2014}, or null if there is none. */
    static String date(JsonNode said, Draft draft, String where) {
        StringBuilder date = new StringBuilder();
        for (JsonNode part : said.path("date-parts").path(0)) {
            if (part.isNull()) {
                break;
            }
            date.append(date.isEmpty() ? "" : "-").append(String.format("%02d", part.asInt()));
        }
        return draft.value(date.toString(), PartialDate::parse, where);
    }
}
