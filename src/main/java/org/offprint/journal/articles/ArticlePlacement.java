package org.offprint.journal.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.rules.ReferencedRecords;

/** Stores the issue, section and position of an article, which are not part of its versions. */
@ApplicationScoped
public class ArticlePlacement {

    private static final int MAX_POSITION = 1_000_000;

    private final ArticleRepository articles;

    ArticlePlacement(ArticleRepository articles) {
        this.articles = articles;
    }

    /**
     * Adds findings about the journal, issue, section and position of the input. If a client takes the article out of
     * its issue, the input can still contain the previous position.
     *
     * @param article the article as stored; null for a new one
     */
    void check(ArticleInput input, Article article, ReferencedRecords records, RecordReader reader) {
        if (input.journal() == null) {
            return;
        }
        ReferencedRecords.OwningJournals held = records.place(input.journal(), input.issue(), input.section());
        if (held.journal() == null) {
            reader.add("/journal", "unknown-journal", "There is no journal " + input.journal() + ".");
            return;
        }
        belongs("issue", input.issue(), held.journalOfIssue(), input.journal(), reader);
        belongs("section", input.section(), held.journalOfSection(), input.journal(), reader);
        boolean isLeftOver =
                article != null && input.position() != null && input.position().equals(article.position);
        if (input.position() != null && input.issue() == null && !isLeftOver) {
            reader.add(
                    "/position", "position-without-issue", "Remove the position, or add the issue that it belongs to.");
        }
    }

    private static void belongs(String what, UUID named, UUID journalOfIt, UUID journal, RecordReader reader) {
        if (named != null && journalOfIt == null) {
            reader.add("/" + what, "unknown-" + what, "There is no " + what + " " + named + ".");
        } else if (named != null && !journalOfIt.equals(journal)) {
            reader.add(
                    "/" + what,
                    "other-journal",
                    "This " + what + " belongs to another journal. Use one of this journal.");
        }
    }

    /**
     * Sets the placement of an article. In a new issue or section, the article goes to the end unless the input
     * contains a new position.
     *
     * @return whether the placement changed
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

    /**
     * Sets the placement of new articles. An article without a position follows the article before it. The number of
     * statements does not depend on the number of articles.
     *
     * @param inputs inputs by article, in order
     */
    public void placeAll(Map<Article, ArticleInput> inputs) {
        Set<UUID> issues = inputs.values().stream()
                .filter(input -> input.issue() != null && input.position() == null)
                .map(ArticleInput::issue)
                .collect(Collectors.toSet());
        Map<ArticleRepository.Slot, Integer> ends = articles.endsOf(issues);
        inputs.forEach((article, input) -> {
            Integer position = null;
            if (input.issue() != null) {
                ArticleRepository.Slot slot = new ArticleRepository.Slot(input.issue(), input.section());
                int end = ends.getOrDefault(slot, 1);
                position = input.position() == null ? Integer.valueOf(end) : input.position();
                ends.put(slot, Math.min(MAX_POSITION, Math.max(end, position + 1)));
            }
            article.place(input.issue(), input.section(), position);
        });
    }

    /**
     * Returns the position after all other articles of the section. An article that is already last keeps its position.
     */
    private int atEnd(Article article, ArticleInput input, boolean moved) {
        int end = articles.endOf(input.issue(), input.section(), article.id);
        return !moved && article.position != null && article.position >= end ? article.position : end;
    }
}
