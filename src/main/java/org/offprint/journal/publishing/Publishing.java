package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleHistory;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.articles.KnownRecords;
import org.offprint.journal.articles.PublicationKind;
import org.offprint.journal.articles.SlugRegister;
import org.offprint.journal.journals.DoiMint;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.publishing.typesetting.Press;
import org.offprint.journal.publishing.typesetting.PublicationDefaults;
import org.offprint.journal.publishing.typesetting.TypesetSize;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.Relation;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.security.Editor;

/**
 * Publishes the working copies of articles as their next versions, and updates published articles after changes that
 * are not versioned.
 */
@ApplicationScoped
public class Publishing {

    private final EntityManager entities;
    private final Versions versions;
    private final Press press;
    private final KnownRecords records;
    private final SlugRegister slugs;
    private final ArticleHistory history;
    private final DoiRegister dois;
    private final DoiMint mint;
    private final TypesetSize size;

    Publishing(
            EntityManager entities,
            Versions versions,
            Press press,
            KnownRecords records,
            SlugRegister slugs,
            ArticleHistory history,
            DoiRegister dois,
            DoiMint mint,
            TypesetSize size) {
        this.entities = entities;
        this.versions = versions;
        this.press = press;
        this.records = records;
        this.slugs = slugs;
        this.history = history;
        this.dois = dois;
        this.mint = mint;
        this.size = size;
    }

    /**
     * Publishes the working copy of a locked article, or schedules its publication. Has no effect if the article has no
     * unpublished changes.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if the article is withdrawn; 422 with the errors that
     *     prevent the publication
     */
    public void publish(Article article, PublicationInput input, Editor editor, WriteContext write) {
        requireNotWithdrawn(article);
        List<Finding> findings = new ArrayList<>(findings(article));
        if (input.at() != null && !input.at().isAfter(write.now())) {
            findings.add(Finding.at(
                    "/at", "in-the-past", "The time must be in the future. To publish immediately, omit `at`."));
        }
        ArticleSchedule how = input.scheduledBy(editor);
        if (how.kind() == PublicationKind.ORIGINAL && article.version > 0 && isNew(article, how)) {
            findings.add(Finding.at(
                    "/kind",
                    "not-the-first",
                    "Only the first version of an article can be `original`. Use `update`, `correction` or"
                            + " `metadata`."));
        }
        if (!findings.isEmpty()) {
            throw Problems.invalid("The publication", findings);
        }
        if (input.at() == null) {
            publishNow(article, how, editor, write);
        } else {
            article.scheduleFor(input.at(), how, write.now());
            history.record(article, "scheduled", article.body, editor);
            write.log(Change.forEditors(
                    Change.Kind.ARTICLE, article.id, article.journal, Change.Op.UPDATED, "scheduled"));
        }
    }

    /**
     * Returns the errors that prevent the publication of the given article, or an empty list if there are none. The
     * JSON Pointers of the errors refer to the article.
     */
    public List<Finding> findings(Article article) {
        List<Finding> findings = new ArrayList<>();
        List<Relation> relations = article.body.relations();
        Set<UUID> existing = records.existing(relations.stream()
                .map(Relation::article)
                .filter(id -> id != null)
                .toList());
        for (int i = 0; i < relations.size(); i++) {
            UUID named = relations.get(i).article();
            if (named != null && !existing.contains(named)) {
                findings.add(Finding.at(
                        "/relations/" + i + "/article", "unknown-article", "There is no article " + named + "."));
            }
        }
        size.finding(article, article.body).ifPresent(findings::add);
        return findings;
    }

    /** Publishes the working copy of a locked article immediately. The caller must have validated the publication. */
    public void publishNow(Article article, ArticleSchedule how, Editor editor, WriteContext write) {
        if (!isNew(article, how)) {
            if (article.scheduledAt != null) {
                cancelSchedule(article, editor, write);
            }
            return;
        }
        versions.storeSupersededDocument(article);
        ArticleBody before = article.body;
        Journal journal = Journal.findById(article.journal);
        ArticleBody dated = PublicationDefaults.on(before, how.publishedOn(), journal.body, write.now());
        article.publish(dated.doi() == null ? minted(article, dated, journal, write) : dated, write.now());
        entities.flush();
        PublishedVersion.newest(article, how, editor).persistAndFlush();
        dois.reserve(article.id);
        slugs.reserve(article);
        history.recordPublished(article, before, editor);
        press.typesetPublished(List.of(article.id), write.now());
        write.log(Change.forReaders(
                        Change.Kind.ARTICLE,
                        article.id,
                        article.journal,
                        article.version == 1 ? Change.Op.CREATED : Change.Op.UPDATED,
                        "published")
                .ofVersion(article.version));
    }

    private ArticleBody minted(Article article, ArticleBody dated, Journal journal, WriteContext write) {
        DoiMint.Subject subject =
                DoiMint.Subject.article(article.id, article.issue, dated.dates().published());
        return mint.onPublication(subject, journal, write.now())
                .map(dated::withDoi)
                .orElse(dated);
    }

    /**
     * Returns whether publishing would change the article for readers. A different publication date counts as a change,
     * but changed journal defaults do not.
     */
    private static boolean isNew(Article article, ArticleSchedule how) {
        return article.version == 0
                || article.hasUnpublishedChanges
                || how.publishedOn() != null
                        && !how.publishedOn().equals(article.body.dates().published());
    }

    /** Cancels the scheduled publication of a locked article. Throws a 409 problem if the article is not scheduled. */
    public void cancelSchedule(Article article, Editor editor, WriteContext write) {
        article.unschedule(write.now());
        history.record(article, "unscheduled", article.body, editor);
        write.log(
                Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.UPDATED, "unscheduled"));
    }

    /** Typesets locked articles with their current notices and placement. Unpublished articles are skipped. */
    public void show(Collection<Article> changed, String reason, WriteContext write) {
        entities.flush();
        press.typesetPublished(changed.stream().map(article -> article.id).toList(), write.now())
                .forEach(printed -> write.log(Change.forReaders(
                                Change.Kind.ARTICLE, printed.id(), printed.journal(), Change.Op.UPDATED, reason)
                        .ofVersion(printed.version())));
    }

    /** Throws a 409 problem if the article is withdrawn. A withdrawn article must be reinstated first. */
    static void requireNotWithdrawn(Article article) {
        if (article.status == ArticleStatus.WITHDRAWN) {
            throw Problems.conflict(
                    "The article is withdrawn",
                    "Reinstate the article first with DELETE …/withdrawal. A withdrawn article can still be edited.");
        }
    }
}
