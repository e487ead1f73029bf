package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.offprint.web.site.pages.InterfaceLanguage;

/**
 * Article as listed on the pages of the desk.
 *
 * @param language language of the title
 * @param authors name of the first author and the number of further authors; empty if there are none
 * @param issue volume and number of the issue; empty if there is none
 * @param state state of the article: {@code draft}, {@code changed}, {@code scheduled}, {@code published}, {@code
 *     withdrawn} or {@code retracted}
 */
record ArticleRow(
        String id,
        String title,
        String language,
        String direction,
        String type,
        String authors,
        String journal,
        String issue,
        String state) {

    static ArticleRow of(JsonNode article, InterfaceLanguage shown) {
        String language = article.path("language").asText("en");
        return new ArticleRow(
                article.path("id").asText(),
                article.path("title").asText(""),
                language,
                InterfaceLanguage.directionOf(language),
                article.path("type").asText(),
                authors(article.path("contributors"), shown),
                article.at("/journal/title").asText(""),
                issue(article.path("issue")),
                state(article));
    }

    /** Returns whether the article has a draft or changes that are not published yet. */
    public boolean isPublishable() {
        return List.of("draft", "changed", "scheduled").contains(state);
    }

    static List<ArticleRow> all(JsonNode articles, InterfaceLanguage shown) {
        List<ArticleRow> rows = new ArrayList<>();
        articles.forEach(article -> rows.add(of(article, shown)));
        return rows;
    }

    private static String authors(JsonNode contributors, InterfaceLanguage shown) {
        if (contributors.isEmpty()) {
            return "";
        }
        JsonNode first = contributors.get(0);
        String name = first.has("name")
                ? first.get("name").asText()
                : first.path("family").asText(first.path("given").asText(""));
        return contributors.size() == 1 ? name : name + " " + shown.text("andMore", contributors.size() - 1);
    }

    /** Returns the volume and number of an issue, or its title or year. */
    static String issue(JsonNode issue) {
        String volume = issue.path("volume").asText("");
        String number = issue.path("number").asText("");
        if (!volume.isEmpty() || !number.isEmpty()) {
            return number.isEmpty() ? volume : volume + "(" + number + ")";
        }
        return issue.path("title").asText(issue.path("year").asText(""));
    }

    private static String state(JsonNode article) {
        String status = article.path("status").asText("draft");
        if (!status.equals("published")) {
            return status;
        } else if (article.has("retraction")) {
            return "retracted";
        }
        return article.path("hasUnpublishedChanges").asBoolean() ? "changed" : "published";
    }
}
