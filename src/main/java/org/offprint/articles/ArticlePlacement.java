package org.offprint.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import org.offprint.database.Sql;
import org.offprint.http.json.RecordReader;

/** Where an article stands: its issue, section and position, a state of the article outside of its versions. */
@ApplicationScoped
public class ArticlePlacement {

    private final Sql sql;
    private final ArticleRepository articles;

    ArticlePlacement(Sql sql, ArticleRepository articles) {
        this.sql = sql;
        this.articles = articles;
    }

    private record Held(UUID journal, UUID journalOfIssue, UUID journalOfSection) {}

    /**
     * Adds what is wrong with the journal, issue, section and position that this input names. Whoever takes the article
     * out of its issue need not mention the position that it had there.
     *
     * @param article as it is stored now; null for a new one
     */
    void check(ArticleInput input, Article article, RecordReader reader) {
        if (input.journal() == null) {
            return;
        }
        Held held = sql.first(
                        "select (select id from journal where id = ?::uuid) journal,"
                                + " (select journal from issue where id = ?::uuid) issue,"
                                + " (select journal from section where id = ?::uuid) section",
                        row -> new Held(Sql.uuid(row, "journal"), Sql.uuid(row, "issue"), Sql.uuid(row, "section")),
                        input.journal(),
                        input.issue(),
                        input.section())
                .orElseThrow();
        if (held.journal() == null) {
            reader.add("/journal", "unknown-journal", "There is no journal " + input.journal() + " here.");
            return;
        }
        belongs("issue", input.issue(), held.journalOfIssue(), input.journal(), reader);
        belongs("section", input.section(), held.journalOfSection(), input.journal(), reader);
        boolean isLeftOver =
                article != null && input.position() != null && input.position().equals(article.position);
        if (input.position() != null && input.issue() == null && !isLeftOver) {
            reader.add("/position", "position-without-issue", "A position is a place in an issue; name the issue too.");
        }
    }

    private static void belongs(String what, UUID named, UUID journalOfIt, UUID journal, RecordReader reader) {
        if (named != null && journalOfIt == null) {
            reader.add("/" + what, "unknown-" + what, "There is no " + what + " " + named + " here.");
        } else if (named != null && !journalOfIt.equals(journal)) {
            reader.add("/" + what, "other-journal", "This " + what + " belongs to another journal.");
        }
    }

    /**
     * Sets where the article stands; in another issue or section it goes to the end, unless it says where.
     *
     * @return whether that is another place than before
     */
    public boolean place(Article article, ArticleInput input) {
        boolean moved =
                !Objects.equals(article.issue, input.issue()) || !Objects.equals(article.section, input.section());
        boolean saysWhere =
                input.position() != null && !(moved && input.position().equals(article.position));
        Integer position = input.issue() == null ? null : saysWhere ? input.position() : atEnd(article, input, moved);
        boolean changed = moved || !Objects.equals(position, article.position);
        article.place(input.issue(), input.section(), position);
        return changed;
    }

    /** Behind all others of the section; one that stands there already stays. */
    private int atEnd(Article article, ArticleInput input, boolean moved) {
        int end = articles.endOf(input.issue(), input.section(), article.id);
        return !moved && article.position != null && article.position >= end ? article.position : end;
    }
}
