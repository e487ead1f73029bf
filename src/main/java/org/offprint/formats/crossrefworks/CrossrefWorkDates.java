package org.offprint.formats.crossrefworks;

import static org.offprint.formats.json.JsonSource.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.text.SourceDate;
import org.offprint.identifiers.PartialDate;

/** Dates of a work and of its issue. */
final class CrossrefWorkDates {

    private static final List<String> PUBLISHED =
            List.of("published", "issued", "published-online", "published-print", "posted", "published-other");
    private static final Map<String, String> HISTORY =
            Map.of("received", "received", "revised", "revised", "accepted", "accepted");

    private CrossrefWorkDates() {}

    /** The first date of publication; another one in another medium is told. */
    static void read(ObjectNode work, Draft draft) {
        ObjectNode dates = draft.object("dates");
        for (String member : PUBLISHED) {
            String date = date(work.path(member), draft, member);
            if (date != null && !dates.has("published")) {
                dates.put("published", date);
            } else if (date != null
                    && !date.equals(dates.get("published").textValue())
                    && !isOfIssue(work, member, date)) {
                draft.unplaced(member, date);
            }
        }
        PUBLISHED.forEach(work::remove);
        Draft.put(dates, "accepted", date(work.path("accepted"), draft, "accepted"));
        work.remove("accepted");
        objects(work, "assertion").forEach(assertion -> asserted(assertion, dates));
    }

    private static boolean isOfIssue(ObjectNode work, String member, String date) {
        return date.equals(date(work.path("journal-issue").path(member), new Draft(), member));
    }

    /** Publishers assert in words when an article was received, revised and accepted. */
    private static void asserted(ObjectNode assertion, ObjectNode dates) {
        String member = HISTORY.get(assertion.path("name").asText("").toLowerCase(Locale.ROOT));
        String said = assertion.path("value").asText("").strip();
        if (member == null || dates.has(member)) {
            return;
        }
        String day = SourceDate.wholeDay(said);
        if (day != null) {
            dates.put(member, day);
            assertion.removeAll();
        }
    }

    /** When the issue appeared, and in which year. */
    static void ofIssue(ObjectNode work, ObjectNode issue, Draft draft) {
        for (ObjectNode printed : objects(work, "journal-issue")) {
            for (String member : List.of("published-print", "published-online")) {
                String date = date(printed.path(member), draft, "journal-issue/" + member);
                if (date != null && !issue.has("publishedOn")) {
                    issue.put("publishedOn", date);
                    printed.remove(member);
                }
            }
        }
        String day = issue.has("publishedOn")
                ? issue.get("publishedOn").textValue()
                : draft.object("dates").path("published").textValue();
        if (day != null) {
            issue.put("year", Integer.parseInt(day.substring(0, 4)));
        }
    }

    /** Returns the date as {@code 2014-04-01}, {@code 2014-04} or {@code 2014}; null where there is none. */
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
