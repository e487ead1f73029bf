package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportMode;
import org.offprint.imports.batch.RecordFindings;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.keys.OrganizationKey;
import org.offprint.imports.resolving.ReferenceQueries;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.publishing.PriorPublication;
import org.offprint.journal.publishing.PublicationInput;
import org.offprint.journal.publishing.Publishing;
import org.offprint.journal.publishing.WorkingCopies;
import org.offprint.journal.publishing.typesetting.Typesetting;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.jobs.RecordOutcome;
import org.offprint.platform.security.Editor;

/**
 * Updates existing articles. JSON members of the imported record replace the stored members. Stored members that the
 * record does not contain stay unchanged.
 */
@ApplicationScoped
class ArticleUpdate {

    private static final PublicationInput AT_ONCE = new PublicationInput(null, null, null, null, null);

    private final ReferenceQueries queries;
    private final ArticleReader reader;
    private final ArticleImport imports;
    private final Typesetting typesetting;
    private final WorkingCopies workingCopies;
    private final Publishing publishing;
    private final RetractionImport retractions;
    private final PriorPublicationImport priorPublications;

    ArticleUpdate(
            ReferenceQueries queries,
            ArticleReader reader,
            ArticleImport imports,
            Typesetting typesetting,
            WorkingCopies workingCopies,
            Publishing publishing,
            RetractionImport retractions,
            PriorPublicationImport priorPublications) {
        this.queries = queries;
        this.reader = reader;
        this.imports = imports;
        this.typesetting = typesetting;
        this.workingCopies = workingCopies;
        this.publishing = publishing;
        this.retractions = retractions;
        this.priorPublications = priorPublications;
    }

    /** Article that an imported record changes, with its new retraction or withdrawal. */
    record ChangedArticle(
            RecordImport record,
            Article article,
            ArticleInput input,
            PublicationInput publication,
            PriorPublication prior) {

        boolean isMarked() {
            return prior.retraction() != null && !prior.retraction().equals(article.retraction)
                    || prior.withdrawal() != null && article.status != ArticleStatus.WITHDRAWN;
        }
    }

    /** Locks the existing articles of the given records. Rejects records whose article the importer may not change. */
    Map<RecordImport, Article> lock(Map<RecordImport, UUID> held, Batch batch) {
        Map<UUID, Article> locked = new LinkedHashMap<>();
        if (batch.request.mode() == ImportMode.UPSERT) {
            Article.lockAll(held.values()).forEach(article -> locked.put(article.id, article));
        }
        Map<UUID, ResolvedReferences.RecordHolder> standing =
                batch.request.mode() == ImportMode.CREATE ? queries.existingArticles(held.values()) : Map.of();
        Map<RecordImport, Article> found = new LinkedHashMap<>();
        held.forEach((record, id) -> {
            Article article = locked.get(id);
            record.setId(id);
            if (article == null) {
                record.reject(taken(record, standing.getOrDefault(id, ofThisImport(id)), batch));
            } else if (!batch.request.by().edits(article.journal)) {
                record.reject(
                        article.version > 0
                                ? Problems.forbidden("The API key has no access to journal " + article.journal + ".")
                                : taken(
                                        record,
                                        new ResolvedReferences.RecordHolder("article", id, article.journal, false),
                                        batch));
            } else {
                found.put(record, article);
                addNames(article, batch.resolved);
            }
        });
        return found;
    }

    private static ProblemException taken(RecordImport record, ResolvedReferences.RecordHolder holder, Batch batch) {
        return RecordFindings.duplicate(holder, record.body().has("doi") ? "/doi" : "", "name", batch.request.by());
    }

    /**
     * Returns the entry for an article of this import that is not stored yet. The importer may see all articles of an
     * import.
     */
    private static ResolvedReferences.RecordHolder ofThisImport(UUID id) {
        return new ResolvedReferences.RecordHolder("article", id, null, true);
    }

    /** Adds the records that the stored article refers to, all of which exist. */
    private static void addNames(Article article, ResolvedReferences resolved) {
        resolved.addArticle(article.id, article.isPublic());
        if (article.issue != null) {
            resolved.addIssueOf(article.journal, article.issue);
        }
        article.body.contributors().stream()
                .flatMap(contributor -> contributor.affiliations().stream())
                .filter(mention -> mention.id() != null)
                .forEach(mention -> resolved.addAffiliation(mention.id(), new OrganizationKey(null, null, "")));
        article.body.relations().stream()
                .filter(relation -> relation.article() != null)
                .forEach(relation -> resolved.addArticle(relation.article(), false));
    }

    /** Checks the new content of existing articles, and returns the valid changes. */
    List<ChangedArticle> check(Map<RecordImport, Article> found, Batch batch) {
        List<ChangedArticle> changed = new ArrayList<>();
        List<Article> present = List.copyOf(found.values());
        Map<UUID, JsonNode> views = new LinkedHashMap<>();
        if (!present.isEmpty()) {
            typesetting.forEditors(present).forEach(view -> views.put(view.id(), Json.tree(view)));
        }
        found.forEach((record, article) -> {
            if (record.isOpen()) {
                try {
                    changed.add(check(record, article, views.get(article.id), batch));
                } catch (ProblemException e) {
                    record.reject(e);
                }
            }
        });
        return changed;
    }

    private ChangedArticle check(RecordImport record, Article article, JsonNode present, Batch batch) {
        boolean isDated = article.body.dates() != null && article.body.dates().published() != null;
        PublicationInput publication = PublicationDay.withDate(record, imports.publication(record, batch), isDated);
        boolean isPublic = article.version > 0 || publication != null;
        PriorPublication prior = priorPublications.removeFrom(record, isPublic ? AT_ONCE : null, batch);
        if (prior.withdrawal() != null && article.status == ArticleStatus.WITHDRAWN) {
            publication = null;
        }
        ContributorImport.keepLinks(record, article.body, batch);
        imports.resolve(record, batch);
        ImportedFiles.keepStoredFiles(record, article);
        ArticleInput input = ImportedFiles.in(
                reader.readPatched(record.body(), true, present, article, batch.resolved), record, article);
        if (publication != null && article.status == ArticleStatus.WITHDRAWN) {
            throw Problems.conflict(
                    "The article is withdrawn", "Reinstate the article first with DELETE …/withdrawal.");
        }
        if (article.version > 0 && !article.journal.equals(input.journal())) {
            throw Problems.conflict(
                    "A published article cannot be moved to another journal",
                    "Only a draft can be moved to another journal.");
        }
        ResolvedReferences.RecordHolder holder = input.body().doi() == null
                ? null
                : batch.resolved.holder(input.body().doi().key());
        if (holder != null && !holder.id().equals(article.id)) {
            throw RecordFindings.duplicate(holder, "/doi", "DOI", batch.request.by());
        }
        boolean isSame = ArticleReader.sameBody(input.body(), article.body)
                && Objects.equals(input.issue(), article.issue)
                && Objects.equals(input.section(), article.section)
                && (publication == null || article.version > 0 && !article.hasUnpublishedChanges);
        ChangedArticle changed = new ChangedArticle(record, article, input, publication, prior);
        record.end(isSame && !changed.isMarked() ? RecordOutcome.UNCHANGED : RecordOutcome.UPDATED);
        return changed;
    }

    /** Stores the changes of existing articles. */
    void store(List<ChangedArticle> changed, Batch batch) {
        Editor editor = batch.request.by().editor();
        for (ChangedArticle one : changed) {
            int before = one.article().revision;
            workingCopies.change(one.article(), one.input(), "imported", editor, batch.write);
            if (one.publication() != null) {
                publishing.publish(one.article(), one.publication(), editor, batch.write);
            }
            if (one.isMarked()) {
                retractions.set(one.article(), one.prior(), editor, batch.write);
            }
            one.record().end(one.article().revision == before ? RecordOutcome.UNCHANGED : RecordOutcome.UPDATED);
        }
    }
}
