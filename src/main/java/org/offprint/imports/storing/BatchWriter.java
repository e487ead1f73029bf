package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.offprint.articles.Article;
import org.offprint.database.sql.Sql;
import org.offprint.http.problem.ProblemException;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.keys.IssueKey;
import org.offprint.imports.keys.JournalKey;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.imports.resolving.JournalQueries;
import org.offprint.imports.resolving.KnownArticles;
import org.offprint.imports.resolving.ReferenceQueries;
import org.offprint.publishing.NewArticles.NewArticle;

/**
 * Stores a batch of records: looks up everything that they name, checks each on its own, and stores those that are good.
 * Locks are taken in the order of all writes: articles, then sources.
 */
@ApplicationScoped
public class BatchWriter {

    private final ReferenceQueries lookUps;
    private final JournalQueries journalLookUps;
    private final JournalImport journals;
    private final AffiliationImport affiliations;
    private final IssueImport issues;
    private final NewIssues newIssues;
    private final SectionImport sections;
    private final ArticleImport articles;
    private final ArticleUpdate updates;
    private final EntityManager entities;
    private final Sql sql;

    BatchWriter(
            ReferenceQueries lookUps,
            JournalQueries journalLookUps,
            JournalImport journals,
            AffiliationImport affiliations,
            IssueImport issues,
            NewIssues newIssues,
            SectionImport sections,
            ArticleImport articles,
            ArticleUpdate updates,
            EntityManager entities,
            Sql sql) {
        this.lookUps = lookUps;
        this.journalLookUps = journalLookUps;
        this.journals = journals;
        this.affiliations = affiliations;
        this.issues = issues;
        this.newIssues = newIssues;
        this.sections = sections;
        this.articles = articles;
        this.updates = updates;
        this.entities = entities;
        this.sql = sql;
    }

    /** Does it, within a transaction; what became of each is in the entries of the batch then. */
    public void store(Batch batch) {
        BatchReferences names = new BatchReferences(batch);
        lookUps.lookUp(names, batch.request.by(), batch.holdings);
        Map<RecordImport, Article> held = updates.lock(held(batch), batch);
        journalLookUps.lookUp(
                held.values().stream()
                        .map(article -> article.journal)
                        .distinct()
                        .filter(journal -> !batch.holdings.journals.has(journal))
                        .map(journal -> new JournalKey(journal, List.of(), null, null))
                        .toList(),
                batch.holdings);
        journals.check(batch);
        affiliations.check(batch);
        resolveJournals(held, batch);
        lookUps.issues(issueKeys(batch), batch.request.by(), batch.holdings);
        sections.lock(batch);
        issues.check(batch);
        List<RecordImport> newEntries = new ArrayList<>();
        List<NewArticle> newArticles = checkNew(held, newEntries, batch);
        List<ArticleUpdate.Changed> changed = updates.check(held, batch);
        if (!batch.request.validateOnly()) {
            create(batch);
            articles.create(newEntries, newArticles, batch);
            updates.store(changed, batch);
            keepSources(batch);
        }
    }

    private Map<RecordImport, UUID> held(Batch batch) {
        Map<RecordImport, UUID> held = new LinkedHashMap<>();
        for (RecordImport entry : batch.open("article")) {
            try {
                UUID id = KnownArticles.held(entry, batch);
                if (id != null) {
                    held.put(entry, id);
                }
            } catch (ProblemException e) {
                entry.fail(e);
            }
        }
        return held;
    }

    /** Puts the id of its journal into each issue and article. */
    private void resolveJournals(Map<RecordImport, Article> held, Batch batch) {
        for (String kind : List.of("issue", "article")) {
            for (RecordImport entry : batch.open(kind)) {
                try {
                    Article article = held.get(entry);
                    if (article != null && !entry.body().hasNonNull("journal")) {
                        entry.body().put("journal", article.journal.toString());
                    } else {
                        articles.journal(entry, batch);
                    }
                } catch (ProblemException e) {
                    entry.fail(e);
                }
            }
        }
    }

    private static List<IssueKey> issueKeys(Batch batch) {
        return batch.entries.stream()
                .filter(RecordImport::isOpen)
                .map(entry -> {
                    UUID journal = entry.body() == null
                            ? null
                            : BatchReferences.idOf(entry.body().path("journal"));
                    JsonNode named = "issue".equals(entry.kind())
                            ? entry.body()
                            : entry.body().path("issue");
                    boolean isNamed = journal != null
                            && named.isObject()
                            && !batch.journals.containsKey(journal)
                            && !"affiliation".equals(entry.kind());
                    return isNamed ? IssueKey.of(journal, named) : null;
                })
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** @param checked is filled with the entries of those that pass, in the same order */
    private List<NewArticle> checkNew(Map<RecordImport, Article> held, List<RecordImport> checked, Batch batch) {
        List<NewArticle> good = new ArrayList<>();
        for (RecordImport entry : batch.open("article")) {
            if (!held.containsKey(entry)) {
                try {
                    good.add(articles.checkNew(entry, batch));
                    checked.add(entry);
                } catch (ProblemException e) {
                    entry.fail(e);
                }
            }
        }
        return good;
    }

    private void create(Batch batch) {
        Map<UUID, RecordImport> needed = batch.needed();
        journals.create(batch, needed);
        affiliations.create(batch, needed);
        newIssues.create(batch, needed);
        batch.changes.forEach(Runnable::run);
        sections.create(batch, needed);
        // Plain SQL of the next steps sees what these did.
        entities.flush();
    }

    /** Keeps what articles were imported from, word for word. */
    private void keepSources(Batch batch) {
        List<Object[]> rows = new ArrayList<>();
        for (RecordImport entry : batch.open("article")) {
            if (entry.record().source() != null) {
                rows.add(new Object[] {
                    entry.id(), entry.record().sourceMediaType(), entry.record().source(), batch.write.now()
                });
            }
        }
        sql.batch(
                "insert into article_source (article, media_type, content, at) values (?, ?, ?, ?) on conflict (article)"
                        + " do update set media_type = excluded.media_type, content = excluded.content, at = excluded.at",
                rows);
    }
}
