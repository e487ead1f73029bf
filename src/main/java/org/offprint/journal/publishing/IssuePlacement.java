package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleHistory;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.security.Editor;

/**
 * Sets the issue, section and position of many articles of an issue together. Readers see the new placement of
 * published articles immediately.
 */
@ApplicationScoped
public class IssuePlacement {

    private final Publishing publishing;
    private final ArticleHistory history;

    IssuePlacement(Publishing publishing, ArticleHistory history) {
        this.publishing = publishing;
        this.history = history;
    }

    /** Articles of one section of an issue, in order. A null section represents articles without a section. */
    public record PlacedSection(UUID section, List<Article> articles) {}

    /**
     * Orders locked articles in an issue, and removes other locked articles from the issue. Articles that already have
     * the requested placement are not changed. If the order in a section changes, the articles of the section are
     * renumbered, starting at 1.
     *
     * @param removed locked articles to remove from this issue; they keep their section, which belongs to the journal
     */
    public void place(
            UUID issue, List<PlacedSection> order, Collection<Article> removed, Editor editor, WriteContext write) {
        List<Article> moved = new ArrayList<>();
        for (PlacedSection placed : order) {
            List<Integer> positions = positions(issue, placed);
            for (int i = 0; i < positions.size(); i++) {
                Article article = placed.articles().get(i);
                if (!isPlacedIn(article, issue, placed.section())
                        || !positions.get(i).equals(article.position)) {
                    article.place(issue, placed.section(), positions.get(i));
                    moved.add(article);
                }
            }
        }
        for (Article article : removed) {
            article.place(null, article.section, null);
            moved.add(article);
        }
        record(moved, editor, write);
    }

    private static List<Integer> positions(UUID issue, PlacedSection placed) {
        List<Integer> present = new ArrayList<>();
        List<Integer> counted = new ArrayList<>();
        int last = 0;
        boolean inOrder = true;
        for (Article article : placed.articles()) {
            counted.add(counted.size() + 1);
            present.add(article.position);
            inOrder = inOrder
                    && isPlacedIn(article, issue, placed.section())
                    && article.position != null
                    && article.position > last;
            last = inOrder ? article.position : last;
        }
        return inOrder ? present : counted;
    }

    private static boolean isPlacedIn(Article article, UUID issue, UUID section) {
        return issue.equals(article.issue) && Objects.equals(section, article.section);
    }

    private void record(List<Article> moved, Editor editor, WriteContext write) {
        for (Article article : moved) {
            article.changed(write.now());
            history.record(article, "placed", article.body, editor);
            if (article.status != ArticleStatus.PUBLISHED) {
                write.log(Change.forEditors(
                        Change.Kind.ARTICLE, article.id, article.journal, Change.Op.UPDATED, "placed"));
            }
        }
        publishing.show(moved, "placed", write);
    }
}
