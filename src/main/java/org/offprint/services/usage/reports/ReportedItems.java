package org.offprint.services.usage.reports;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;

/** Reads the metadata of journals and articles for usage reports. */
@Singleton
class ReportedItems {

    /**
     * Maximum number of authors per article in a report. Duplicate authors and names that are too short are omitted
     * (COUNTER API 5.1.0.1, Authors).
     */
    private static final int MAX_AUTHORS = 3;

    private static final int MIN_NAME_LENGTH = 2;

    private final Sql sql;

    ReportedItems(Sql sql) {
        this.sql = sql;
    }

    /** Journal in a usage report. The publisher and the ISSNs are empty if there are none. */
    record ReportedJournal(UUID id, String slug, String title, String publisher, String printIssn, String onlineIssn) {}

    /**
     * Article in a usage report.
     *
     * @param doi DOI of the article; empty if it has none
     * @param date full date of publication; empty if the day is unknown
     */
    record ReportedArticle(UUID id, String slug, String title, String doi, String date, List<ReportedAuthor> authors) {}

    /**
     * Author in a usage report.
     *
     * @param orcid ORCID iD without the URL prefix; empty if the author has none
     */
    record ReportedAuthor(String name, String orcid) {}

    Map<UUID, ReportedJournal> journals(Collection<UUID> ids) {
        Map<UUID, ReportedJournal> found = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select id, slug, body ->> 'title' as title, body ->> 'publisher' as publisher,"
                            + " body -> 'issns' as issns from journal where id = any(?)",
                    row -> {
                        JsonNode issns = tree(row.getString("issns"));
                        ReportedJournal journal = new ReportedJournal(
                                Sql.uuid(row, "id"),
                                row.getString("slug"),
                                row.getString("title"),
                                orEmpty(row.getString("publisher")),
                                issn(issns, "print"),
                                issn(issns, "electronic"));
                        return found.put(journal.id(), journal);
                    },
                    ids);
        }
        return found;
    }

    Map<UUID, ReportedArticle> articles(Collection<UUID> ids) {
        Map<UUID, ReportedArticle> found = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select p.article, a.slug, p.doi, v.body ->> 'title' as title,"
                            + " v.body -> 'dates' ->> 'published' as published,"
                            + " jsonb_path_query_array(v.body, '$.contributors[0 to 99]') as contributors"
                            + " from published_article p join article a on a.id = p.article"
                            + " join article_version v on v.article = p.article and v.number = p.version"
                            + " where p.article = any(?)",
                    row -> {
                        String date = orEmpty(row.getString("published"));
                        ReportedArticle article = new ReportedArticle(
                                Sql.uuid(row, "article"),
                                row.getString("slug"),
                                row.getString("title"),
                                orEmpty(row.getString("doi")),
                                date.length() == "2026-01-31".length() ? date : "",
                                authors(tree(row.getString("contributors"))));
                        return found.put(article.id(), article);
                    },
                    ids);
        }
        return found;
    }

    private static List<ReportedAuthor> authors(JsonNode contributors) {
        List<ReportedAuthor> authors = new ArrayList<>();
        for (JsonNode each : contributors) {
            if (authors.size() < MAX_AUTHORS
                    && each.path("role").asText("author").equals("author")) {
                String given = each.path("given").asText("");
                String family = each.path("family").asText("");
                String name = each.hasNonNull("name") ? each.get("name").asText() : (given + " " + family).strip();
                String orcid = each.path("orcid").asText("");
                ReportedAuthor author = new ReportedAuthor(name, orcid.substring(orcid.lastIndexOf('/') + 1));
                if (name.length() >= MIN_NAME_LENGTH && !authors.contains(author)) {
                    authors.add(author);
                }
            }
        }
        return authors;
    }

    private static String issn(JsonNode issns, String type) {
        for (JsonNode issn : issns) {
            if (type.equals(issn.path("type").textValue())) {
                return issn.path("value").asText("");
            }
        }
        return "";
    }

    private static JsonNode tree(String json) {
        return Json.parse((json == null ? "[]" : json).getBytes(StandardCharsets.UTF_8));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
