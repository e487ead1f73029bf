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
import org.offprint.journal.articles.ArticleRepository;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.articles.PublicationKind;
import org.offprint.journal.articles.SlugRegister;
import org.offprint.journal.journals.DoiMint;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.journals.JournalRepository;
import org.offprint.journal.publishing.typesetting.Press;
import org.offprint.journal.publishing.typesetting.PublicationDefaults;
import org.offprint.journal.publishing.typesetting.TypesetSize;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.Relation;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.Write;
import org.offprint.platform.security.Editor;

/** Publishes articles: makes the working copy the next version, and carries what changes outside of versions. */
@ApplicationScoped
public class Publishing {

    private final EntityManager entities;
    private final Versions versions;
    private final Press press;
    private final ArticleRepository articles;
    private final SlugRegister slugs;
    private final ArticleHistory history;
    private final JournalRepository journals;
    private final DoiRegister dois;
    private final DoiMint mint;
    private final TypesetSize size;

    Publishing(
            EntityManager entities,
            Versions versions,
            Press press,
            ArticleRepository articles,
            SlugRegister slugs,
            ArticleHistory history,
            JournalRepository journals,
            DoiRegister dois,
            DoiMint mint,
            TypesetSize size) {
        this.entities = entities;
        this.versions = versions;
        this.press = press;
        this.articles = articles;
        this.slugs = slugs;
        this.history = history;
        this.journals = journals;
        this.dois = dois;
        this.mint = mint;
        this.size = size;
    }

    /**
     * Publishes the working copy of a locked article, or schedules that. Nothing happens where there is nothing new.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 for a withdrawn article, 422 with what keeps it from being
     *     published
     */
    public void publish(Article article, PublicationInput input, Editor editor, Write write) {
        requireNotWithdrawn(article);
        List<Finding> findings = new ArrayList<>(findings(article));
        if (input.at() != null && !input.at().isAfter(write.now())) {
            findings.add(Finding.at("/at", "in-the-past", "This time has passed; leave it out to publish at once."));
        }
        ArticleSchedule how = input.scheduledBy(editor);
        if (how.kind() == PublicationKind.ORIGINAL && article.version > 0 && isNew(article, how)) {
            findings.add(Finding.at(
                    "/kind",
                    "not-the-first",
                    "Only the first version is original; this one is an update or a correction."));
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

    /** Returns the faults that keep this article from being published, with pointers into it; empty for nothing. */
    public List<Finding> findings(Article article) {
        List<Finding> findings = new ArrayList<>();
        List<Relation> relations = article.body.relations();
        Set<UUID> existing = articles.existing(relations.stream()
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

    /** Makes the working copy of a locked article visible now; the caller has checked that it can be. */
    public void publishNow(Article article, ArticleSchedule how, Editor editor, Write write) {
        if (!isNew(article, how)) {
            if (article.scheduledAt != null) {
                cancelSchedule(article, editor, write);
            }
            return;
        }
        versions.keepNewestDocument(article);
        ArticleBody before = article.body;
        Journal journal = journals.findById(article.journal);
        ArticleBody dated = PublicationDefaults.on(before, how.publishedOn(), journal.body, write.now());
        article.publish(dated.doi() == null ? minted(article, dated, journal, write) : dated, write.now());
        entities.flush();
        versions.add(article, how, editor);
        dois.reserve(article.id);
        slugs.reserve(article);
        history.recordPublished(article, before, editor);
        press.print(List.of(article.id), write.now());
        write.log(Change.forReaders(
                        Change.Kind.ARTICLE,
                        article.id,
                        article.journal,
                        article.version == 1 ? Change.Op.CREATED : Change.Op.UPDATED,
                        "published")
                .ofVersion(article.version));
    }

    private ArticleBody minted(Article article, ArticleBody dated, Journal journal, Write write) {
        DoiMint.Subject subject =
                DoiMint.Subject.article(article.id, article.issue, dated.dates().published());
        return mint.onPublication(subject, journal, write.now())
                .map(dated::withDoi)
                .orElse(dated);
    }

    /**
     * Reports whether publishing would show readers anything new: another date counts, what the journal has by now does
     * not.
     */
    private static boolean isNew(Article article, ArticleSchedule how) {
        return article.version == 0
                || article.hasUnpublishedChanges
                || how.publishedOn() != null
                        && !how.publishedOn().equals(article.body.dates().published());
    }

    /** Takes the time of a locked article away; 409 where it has none. */
    public void cancelSchedule(Article article, Editor editor, Write write) {
        article.unschedule(write.now());
        history.record(article, "unscheduled", article.body, editor);
        write.log(
                Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.UPDATED, "unscheduled"));
    }

    /** Shows locked articles as they are marked or placed now, those of them that readers have. */
    public void show(Collection<Article> changed, String reason, Write write) {
        entities.flush();
        press.print(changed.stream().map(article -> article.id).toList(), write.now())
                .forEach(printed -> write.log(Change.forReaders(
                                Change.Kind.ARTICLE, printed.id(), printed.journal(), Change.Op.UPDATED, reason)
                        .ofVersion(printed.version())));
    }

    /** 409 for an article that must be reinstated first. */
    static void requireNotWithdrawn(Article article) {
        if (article.status == ArticleStatus.WITHDRAWN) {
            throw Problems.conflict(
                    "The article is withdrawn",
                    "Reinstate it first with DELETE …/withdrawal; it can be edited meanwhile.");
        }
    }
}
