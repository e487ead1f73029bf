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
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.keys.IssueKey;
import org.offprint.imports.keys.JournalKey;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.imports.resolving.ExistingArticles;
import org.offprint.imports.resolving.JournalQueries;
import org.offprint.imports.resolving.ReferenceQueries;
import org.offprint.journal.articles.Article;
import org.offprint.journal.publishing.NewArticles.NewArticle;
import org.offprint.kernel.faults.ProblemException;

/**
 * Stores a batch of imported records. All references are looked up, each record is checked separately, and the valid
 * records are stored. As in all writes, articles are locked before the records to which they refer.
 */
@ApplicationScoped
public class BatchWriter {

    private final ReferenceQueries queries;
    private final JournalQueries journalQueries;
    private final JournalImport journals;
    private final AffiliationImport affiliations;
    private final IssueImport issues;
    private final NewIssues newIssues;
    private final SectionImport sections;
    private final ArticleImport articles;
    private final ArticleUpdate updates;
    private final EntityManager entities;
    private final ImportedFiles sources;

    BatchWriter(
            ReferenceQueries queries,
            JournalQueries journalQueries,
            JournalImport journals,
            AffiliationImport affiliations,
            IssueImport issues,
            NewIssues newIssues,
            SectionImport sections,
            ArticleImport articles,
            ArticleUpdate updates,
            ImportedFiles sources,
            EntityManager entities) {
        this.queries = queries;
        this.journalQueries = journalQueries;
        this.journals = journals;
        this.affiliations = affiliations;
        this.issues = issues;
        this.newIssues = newIssues;
        this.sections = sections;
        this.articles = articles;
        this.updates = updates;
        this.entities = entities;
        this.sources = sources;
    }

    /**
     * Stores a batch of imported records within a transaction. After this call, the records of the batch contain their
     * outcomes.
     */
    public void store(Batch batch) {
        BatchReferences references = new BatchReferences(batch);
        queries.lookUp(references, batch.request.by(), batch.resolved);
        Map<RecordImport, Article> held = updates.lock(held(batch), batch);
        journalQueries.lookUp(
                held.values().stream()
                        .map(article -> article.journal)
                        .distinct()
                        .filter(journal -> !batch.resolved.journals.has(journal))
                        .map(journal -> new JournalKey(journal, List.of(), null, null))
                        .toList(),
                batch.resolved);
        journals.check(batch);
        affiliations.check(batch);
        resolveJournals(held, batch);
        queries.issues(issueKeys(batch), batch.request.by(), batch.resolved);
        sections.lock(batch);
        issues.check(batch);
        List<RecordImport> newRecords = new ArrayList<>();
        List<NewArticle> newArticles = checkNew(held, newRecords, batch);
        List<ArticleUpdate.ChangedArticle> changed = updates.check(held, batch);
        if (!batch.request.validateOnly()) {
            create(batch);
            sources.keep(batch);
            articles.create(newRecords, newArticles, batch);
            updates.store(changed, batch);
            sources.attach(batch);
        }
    }

    private Map<RecordImport, UUID> held(Batch batch) {
        Map<RecordImport, UUID> held = new LinkedHashMap<>();
        for (RecordImport record : batch.open("article")) {
            try {
                UUID id = ExistingArticles.existing(record, batch);
                if (id != null) {
                    held.put(record, id);
                }
            } catch (ProblemException e) {
                record.reject(e);
            }
        }
        return held;
    }

    /** Sets the id of the journal in each issue and article of the batch. */
    private void resolveJournals(Map<RecordImport, Article> held, Batch batch) {
        for (String kind : List.of("issue", "article")) {
            for (RecordImport record : batch.open(kind)) {
                try {
                    Article article = held.get(record);
                    if (article != null && !record.body().hasNonNull("journal")) {
                        record.body().put("journal", article.journal.toString());
                    } else {
                        articles.journal(record, batch);
                    }
                } catch (ProblemException e) {
                    record.reject(e);
                }
            }
        }
    }

    private static List<IssueKey> issueKeys(Batch batch) {
        return batch.records.stream()
                .filter(RecordImport::isOpen)
                .map(record -> {
                    UUID journal = record.body() == null
                            ? null
                            : BatchReferences.idOf(record.body().path("journal"));
                    JsonNode named = "issue".equals(record.kind())
                            ? record.body()
                            : record.body().path("issue");
                    boolean isNamed = journal != null
                            && named.isObject()
                            && !batch.journals.containsKey(journal)
                            && !"affiliation".equals(record.kind());
                    return isNamed ? IssueKey.of(journal, named) : null;
                })
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /**
     * Checks the new articles of a batch, and returns the valid articles.
     *
     * @param checked receives the records of the valid articles, in the order of the returned list
     */
    private List<NewArticle> checkNew(Map<RecordImport, Article> held, List<RecordImport> checked, Batch batch) {
        List<NewArticle> good = new ArrayList<>();
        for (RecordImport record : batch.open("article")) {
            if (!held.containsKey(record)) {
                try {
                    good.add(articles.checkNew(record, batch));
                    checked.add(record);
                } catch (ProblemException e) {
                    record.reject(e);
                }
            }
        }
        return good;
    }

    private void create(Batch batch) {
        Map<UUID, RecordImport> needed = batch.recordsByNeed();
        journals.create(batch, needed);
        affiliations.create(batch, needed);
        newIssues.create(batch, needed);
        batch.changes.forEach(Runnable::run);
        sections.create(batch, needed);
        // The SQL statements of the next steps must see the changes to journals, affiliations, issues and sections.
        entities.flush();
    }
}
