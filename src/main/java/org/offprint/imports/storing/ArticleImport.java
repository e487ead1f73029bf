package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordFindings;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.imports.resolving.DefaultJournal;
import org.offprint.imports.resolving.ExistingArticles;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.publishing.NewArticles;
import org.offprint.journal.publishing.NewArticles.NewArticle;
import org.offprint.journal.publishing.PriorPublication;
import org.offprint.journal.publishing.PublicationInput;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.rules.RepetitionRules;
import org.offprint.platform.jobs.RecordOutcome;

/** Imports new articles, and resolves the references of all imported articles. */
@ApplicationScoped
class ArticleImport {

    private static final PublicationInput AT_ONCE = new PublicationInput(null, null, null, null, null);

    private static final List<String> READ_ONLY_MEMBERS = List.of(
            "status",
            "revision",
            "version",
            "hasUnpublishedChanges",
            "scheduledAt",
            "scheduleProblem",
            "createdAt",
            "updatedAt",
            "publishedAt",
            "links",
            "highlights");

    private final ArticleReader reader;
    private final ContributorImport contributors;
    private final JournalImport journals;
    private final IssueImport issues;
    private final SectionImport sections;
    private final PriorPublicationImport priorPublications;
    private final NewArticles newArticles;

    ArticleImport(
            ArticleReader reader,
            ContributorImport contributors,
            JournalImport journals,
            IssueImport issues,
            SectionImport sections,
            PriorPublicationImport priorPublications,
            NewArticles newArticles) {
        this.reader = reader;
        this.contributors = contributors;
        this.journals = journals;
        this.issues = issues;
        this.sections = sections;
        this.priorPublications = priorPublications;
        this.newArticles = newArticles;
    }

    /**
     * Replaces the references to journals, issues and other records in the JSON of an article with ids. The journal of
     * the article must already be resolved.
     */
    void resolve(RecordImport record, Batch batch) {
        ObjectNode body = record.body();
        body.remove(READ_ONLY_MEMBERS);
        RepeatedValues.removeAndReport(record);
        issue(record, batch);
        sections.resolve(record, batch);
        contributors.resolve(record, batch);
        ExistingArticles.removeUnknownRelations(record, batch);
    }

    /** Returns the journal that the record states, otherwise the journal of the issue or of the import. */
    UUID journal(RecordImport record, Batch batch) {
        JsonNode named = record.body().path("journal");
        UUID journal = DefaultJournal.isNeeded(named, batch) ? DefaultJournal.of(record, batch) : null;
        if (journal != null && named.isObject()) {
            record.reportUnplaced("journal", named);
        }
        if (journal == null) {
            journal = journals.resolve(record, named, batch);
        }
        record.body().put("journal", journal.toString());
        return journal;
    }

    private void issue(RecordImport record, Batch batch) {
        ObjectNode body = record.body();
        UUID journal = BatchReferences.idOf(body.path("journal"));
        JsonNode named = body.path("issue");
        if (journal == null) {
            return;
        }
        if (named.isMissingNode() || named.isNull()) {
            UUID usual = batch.request.issue();
            if (usual != null && journal.equals(batch.resolved.journalOf(usual))) {
                body.put("issue", usual.toString());
            }
            return;
        }
        body.put("issue", issues.resolve(record, named, journal, batch).toString());
    }

    /** Checks a new article whose journal is resolved. */
    NewArticle checkNew(RecordImport record, Batch batch) {
        PublicationInput how = PublicationDay.withDate(record, publication(record, batch), false);
        PriorPublication prior = priorPublications.removeFrom(record, how, batch);
        resolve(record, batch);
        ImportedFiles.removeStoredFiles(record, null);
        ArticleInput input = ImportedFiles.in(reader.readNew(record.body(), batch.resolved), record, null);
        if (input.slug() != null
                && !batch.resolved.reserveSlug(input.slug().value().toLowerCase(Locale.ROOT))) {
            throw Problems.invalid(
                    "The record",
                    List.of(Finding.at(
                            "/slug", "duplicate", "The slug must be unique, but another article has or had it.")));
        }
        if (prior.version() > 1) {
            record.reportUnplaced(
                    "versions",
                    TextNode.valueOf("The versions before version " + prior.version() + " are not imported."));
        }
        UUID id = record.id() == null ? Ids.next() : record.id();
        record.setId(id);
        record.end(RecordOutcome.CREATED);
        record.releaseBody();
        batch.resolved.addArticle(id, how != null && how.at() == null);
        if (input.body().doi() != null) {
            batch.resolved.addDoi(
                    input.body().doi().key(),
                    new ResolvedReferences.RecordHolder("article", id, input.journal(), how != null));
        }
        return new NewArticle(id, input, how, prior);
    }

    /** Returns the publication settings of an imported record, or null if it is not to be published. */
    PublicationInput publication(RecordImport record, Batch batch) {
        if (!batch.isToBePublished(record)) {
            return null;
        }
        if (record.publish() == null || record.publish().isBoolean()) {
            return AT_ONCE;
        }
        RecordReader publication = new RecordReader();
        try {
            PublicationInput how = publication.read(record.publish().deepCopy(), PublicationInput.class);
            if (how != null && how.at() != null && !how.at().isAfter(batch.write.now())) {
                publication.add(
                        "/at",
                        "in-the-past",
                        "The time must be in the future. Omit it to publish the article immediately.");
            }
            publication.check("The publication");
            return how;
        } catch (ProblemException e) {
            throw Problems.invalid("The record", RecordFindings.findings(e, "/publish"));
        }
    }

    /** Stores the valid new articles of a batch. */
    void create(List<RecordImport> records, List<NewArticle> wanted, Batch batch) {
        List<NewArticle> good = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (records.get(i).isOpen()) {
                good.add(wanted.get(i));
            }
        }
        newArticles.create(good, batch.request.by().editor(), batch.write);
    }

    /**
     * Removes and reports repeated or reversed values of an article, such as a last page that precedes the first page.
     * The API rejects repeated or reversed values from editors. An import keeps the first of several conflicting
     * values, so that the article can still be imported.
     */
    private static final class RepeatedValues {

        private RepeatedValues() {}

        static void removeAndReport(RecordImport record) {
            ObjectNode body = record.body();
            orcids(record, body.path("contributors"));
            keywords(record, body, "");
            body.path("translations")
                    .properties()
                    .forEach(translation ->
                            keywords(record, translation.getValue(), "translations/" + translation.getKey() + "/"));
            JsonNode last = body.path("pages").path("last");
            if (RepetitionRules.isBackwards(body.path("pages").path("first").textValue(), last.textValue())) {
                ((ObjectNode) body.get("pages")).remove("last");
                record.reportUnplaced("pages/last", last);
            }
        }

        private static void orcids(RecordImport record, JsonNode contributors) {
            Map<String, String> seen = new HashMap<>();
            for (int i = 0; i < contributors.size(); i++) {
                JsonNode orcid = contributors.get(i).path("orcid");
                if (orcid.isTextual()) {
                    String name = RepetitionRules.nameKey(
                            contributors.get(i).path("family").textValue());
                    // An ORCID iD can be in any format, so keep only its 16 characters.
                    String digits = orcid.textValue().toUpperCase(Locale.ROOT).replaceAll("[^0-9X]", "");
                    if (!seen.merge(digits, name, (first, later) -> first).equals(name)) {
                        ((ObjectNode) contributors.get(i)).remove("orcid");
                        record.reportUnplaced("contributors/" + i + "/orcid", orcid);
                    }
                }
            }
        }

        private static void keywords(RecordImport record, JsonNode text, String where) {
            if (!(text.path("keywords") instanceof ArrayNode keywords)) {
                return;
            }
            Set<String> seen = new HashSet<>();
            ArrayNode kept = keywords.arrayNode();
            for (int i = 0; i < keywords.size(); i++) {
                JsonNode keyword = keywords.get(i);
                if (!keyword.isTextual() || seen.add(RepetitionRules.spelling(keyword.textValue()))) {
                    kept.add(keyword);
                } else {
                    record.reportUnplaced(where + "keywords/" + i, keyword);
                }
            }
            if (kept.size() < keywords.size()) {
                ((ObjectNode) text).set("keywords", kept);
            }
        }
    }
}
