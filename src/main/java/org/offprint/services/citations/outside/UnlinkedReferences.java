package org.offprint.services.citations.outside;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.resemblance.CitedReference;

/** Finds references without a DOI or link in published articles, and changes that add new references. */
@ApplicationScoped
public class UnlinkedReferences {

    private static final Logger LOG = Logger.getLogger(UnlinkedReferences.class);

    private static final int CHANGES_PER_READ = 1_000;

    private final Sql sql;
    private final ChangeLog log;

    UnlinkedReferences(Sql sql, ChangeLog log) {
        this.sql = sql;
        this.log = log;
    }

    /**
     * Batch of changes.
     *
     * @param articles published articles that have changed
     * @param position position up to which the change log was read
     */
    public record Changed(Set<UUID> articles, long position) {}

    /**
     * Returns the first batch of changes between two positions of the change log.
     *
     * @param most maximum number of articles
     * @return batch of changes; null if there are no changes
     */
    public Changed changed(long after, long upTo, int most) {
        Set<UUID> articles = new HashSet<>();
        long position = after;
        for (Change change : upTo > after ? log.after(after, CHANGES_PER_READ) : List.<Change>of()) {
            boolean isOfArticle = change.kind() == Change.Kind.ARTICLE && change.isPublic();
            boolean isFull = isOfArticle && articles.size() == most && !articles.contains(change.id());
            if (change.position() > upTo || isFull) {
                break;
            }
            if (isOfArticle) {
                articles.add(change.id());
            }
            position = change.position();
        }
        return position == after ? null : new Changed(articles, position);
    }

    /**
     * Page of references, ordered by article.
     *
     * @param last last article that was read; null if there are no more articles
     */
    record Page(List<CitedReference> references, UUID last) {}

    /**
     * Returns the references without a DOI in the next published articles. Runs one SQL statement.
     *
     * @param article id of the last article of the previous page
     * @param most maximum number of articles
     */
    Page after(UUID article, int most) {
        List<CitedReference> references = new ArrayList<>();
        List<UUID> articles = sql.list(
                "select article, document from published_article where article > ? and not withdrawn order by article"
                        + " limit ?",
                row -> read(row, references),
                article,
                most);
        return new Page(references, articles.isEmpty() ? null : articles.get(articles.size() - 1));
    }

    /**
     * Returns the references without a DOI in the given articles. Unpublished articles are omitted. Runs one SQL
     * statement.
     */
    List<CitedReference> withoutDoi(Collection<UUID> articles) {
        List<CitedReference> references = new ArrayList<>();
        if (!articles.isEmpty()) {
            sql.list(
                    "select article, document from published_article where article = any(?) and not withdrawn"
                            + " order by article",
                    row -> read(row, references),
                    articles);
        }
        return references;
    }

    /** Adds the references without a DOI in a published article, and returns the id of the article. */
    private static UUID read(ResultSet row, List<CitedReference> references) throws SQLException {
        UUID id = Sql.uuid(row, "article");
        try {
            CitedReference.of(id, row.getBytes("document")).values().stream()
                    .filter(each -> !each.namesDoi())
                    .forEach(references::add);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The references of article %s cannot be read and are skipped", id);
        }
        return id;
    }

    /**
     * Returns the references without a DOI or link in the given articles. Unpublished articles are omitted. Runs two
     * SQL statements.
     */
    public List<CitedReference> of(Collection<UUID> articles) {
        List<CitedReference> references = withoutDoi(articles);
        if (references.isEmpty()) {
            return references;
        }
        Set<String> linked = new HashSet<>(sql.list(
                "select citing, text_hash from citation where citing = any(?)",
                row -> row.getString("citing") + row.getString("text_hash"),
                articles));
        references.removeIf(each -> linked.contains(each.citing() + each.textHash()));
        return references;
    }
}
