package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleHistory;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.articles.KnownRecords;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.articles.notices.Withdrawal;
import org.offprint.journal.articles.notices.WithdrawalInput;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.publishing.typesetting.Press;
import org.offprint.journal.publishing.typesetting.PublicationDefaults;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.security.Editor;

/** Withdraws, reinstates and retracts published articles, and lifts retractions. */
@ApplicationScoped
public class Withdrawals {

    /** SQL statement that replaces the published document of an article with a tombstone. */
    static final String REPLACE_BY_TOMBSTONE = "update published_article set withdrawn = true, document = ?, etag = ?,"
            + " modified_at = ? where article = ?";

    private final EntityManager entities;
    private final Sql sql;
    private final Press press;
    private final Versions versions;
    private final Publishing publishing;
    private final KnownRecords records;
    private final ArticleHistory history;

    Withdrawals(
            EntityManager entities,
            Sql sql,
            Press press,
            Versions versions,
            Publishing publishing,
            KnownRecords records,
            ArticleHistory history) {
        this.entities = entities;
        this.sql = sql;
        this.press = press;
        this.versions = versions;
        this.publishing = publishing;
        this.records = records;
        this.history = history;
    }

    /** Withdraws a locked article. Readers then see a tombstone, and harvesters receive a deletion. */
    public void withdraw(Article article, WithdrawalInput input, Editor editor, WriteContext write) {
        requireKnown(input.replacedBy(), null, "/replacedBy", article, "The withdrawal");
        article.withdraw(input, write.now());
        history.record(article, "withdrawn", article.body, editor);
        entities.flush();
        sql.update(REPLACE_BY_TOMBSTONE, tombstone(article, write));
        write.log(change(article, Change.Op.DELETED, "withdrawn"));
    }

    /** Returns the withdrawn articles as readers would see them if they were not withdrawn. */
    public List<ArticleView> shown(Collection<UUID> withdrawn) {
        return press.preview(withdrawn, Instant.now());
    }

    /** Returns the SQL parameters of {@link #REPLACE_BY_TOMBSTONE}. */
    static Object[] tombstone(Article article, WriteContext write) {
        byte[] tombstone = Json.write(article.withdrawal);
        return new Object[] {tombstone, EntityTag.of(tombstone), write.now(), article.id};
    }

    /** Sets the replacement article in the tombstone of a withdrawn, locked article. */
    public void replace(Article article, UUID replacedBy, Editor editor, WriteContext write) {
        requireKnown(replacedBy, null, "/replacedBy", article, "The withdrawal");
        Withdrawal before = article.withdrawal;
        article.withdrawal = new Withdrawal(before.reason(), replacedBy, before.withdrawnAt());
        article.changed(write.now());
        history.record(article, "withdrawn", article.body, editor);
        entities.flush();
        sql.update(REPLACE_BY_TOMBSTONE, tombstone(article, write));
        write.log(change(article, Change.Op.DELETED, "withdrawn"));
    }

    /** Reinstates a locked article and typesets it again. */
    public void reinstate(Article article, Editor editor, WriteContext write) {
        article.reinstate(write.now());
        history.record(article, "reinstated", article.body, editor);
        entities.flush();
        press.typesetPublished(List.of(article.id), write.now());
        write.log(change(article, Change.Op.CREATED, "reinstated"));
    }

    /** Marks all versions of a locked article as retracted. The article remains readable. */
    public void retract(Article article, Retraction retraction, Editor editor, WriteContext write) {
        Retraction.Notice notice = retraction.notice();
        if (notice != null && notice.article() == null && notice.doi() == null) {
            throw Problems.invalid(
                    "The retraction",
                    List.of(Finding.at(
                            "/notice", "required", "A notice requires an article in this service or a DOI.")));
        }
        requireKnown(
                articleOf(retraction), articleOf(article.retraction), "/notice/article", article, "The retraction");
        Retraction dated = retraction.date() != null
                ? retraction
                : retraction.on(
                        PublicationDefaults.today(Journal.<Journal>findById(article.journal).body, write.now()));
        article.retract(dated, write.now());
        mark(article, "retracted", editor, write);
    }

    /** Removes the retraction from all versions of a locked article. */
    public void lift(Article article, Editor editor, WriteContext write) {
        article.liftRetraction(write.now());
        mark(article, "retraction-lifted", editor, write);
    }

    private void mark(Article article, String action, Editor editor, WriteContext write) {
        history.record(article, action, article.body, editor);
        if (article.status != ArticleStatus.PUBLISHED) {
            write.log(Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.UPDATED, action));
        }
        publishing.show(List.of(article), action, write);
        versions.setRetractionOfOlder(article.id, article.retraction);
    }

    private static UUID articleOf(Retraction retraction) {
        return retraction == null || retraction.notice() == null
                ? null
                : retraction.notice().article();
    }

    /** @param before current id in the member; null for none */
    private void requireKnown(UUID named, UUID before, String pointer, Article article, String what) {
        List<Finding> findings = new ArrayList<>();
        if (article.id.equals(named)) {
            findings.add(Finding.at(
                    pointer,
                    "itself",
                    "Must be another article. An article cannot replace itself or be its own notice."));
        } else if (named != null && !isKnown(named, before)) {
            findings.add(Finding.at(pointer, "unknown-article", "There is no article " + named + "."));
        } else if (named != null && !named.equals(before) && !records.isPublished(named)) {
            findings.add(Finding.at(
                    pointer,
                    "unpublished-article",
                    "The article is not published. Publish it first, or use another article."));
        }
        if (!findings.isEmpty()) {
            throw Problems.invalid(what, findings);
        }
    }

    private boolean isKnown(UUID named, UUID before) {
        return !records.known(Set.of(named), before == null ? Set.of() : Set.of(before))
                .isEmpty();
    }

    private static Change change(Article article, Change.Op op, String reason) {
        return Change.forReaders(Change.Kind.ARTICLE, article.id, article.journal, op, reason)
                .ofVersion(article.version);
    }
}
