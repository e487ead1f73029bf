package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.offprint.articles.ArticleInput;
import org.offprint.articles.ArticleReader;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.ProblemException;
import org.offprint.http.problem.Problems;
import org.offprint.identifiers.Ids;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordFindings;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.imports.resolving.DefaultJournal;
import org.offprint.imports.resolving.KnownArticles;
import org.offprint.jobs.RecordOutcome;
import org.offprint.json.RecordReader;
import org.offprint.publishing.NewArticles;
import org.offprint.publishing.NewArticles.NewArticle;
import org.offprint.publishing.PriorPublication;
import org.offprint.publishing.PublicationInput;

/** Imports articles that are not here; what others name is resolved for all. */
@ApplicationScoped
class ArticleImport {

    private static final PublicationInput AT_ONCE = new PublicationInput(null, null, null, null, null);

    private static final List<String> DECIDED = List.of(
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
    private final Validator validator;
    private final ContributorImport contributors;
    private final JournalImport journals;
    private final IssueImport issues;
    private final SectionImport sections;
    private final PriorPublicationImport pasts;
    private final NewArticles newArticles;

    ArticleImport(
            ArticleReader reader,
            Validator validator,
            ContributorImport contributors,
            JournalImport journals,
            IssueImport issues,
            SectionImport sections,
            PriorPublicationImport pasts,
            NewArticles newArticles) {
        this.reader = reader;
        this.validator = validator;
        this.contributors = contributors;
        this.journals = journals;
        this.issues = issues;
        this.sections = sections;
        this.pasts = pasts;
        this.newArticles = newArticles;
    }

    /** Resolves what the article names, in its body. The journal must be resolved. */
    void resolve(RecordImport entry, Batch batch) {
        ObjectNode body = entry.body();
        body.remove(DECIDED);
        RepeatedValues.leaveOut(entry);
        issue(entry, batch);
        sections.resolve(entry, batch);
        contributors.resolve(entry, batch);
        KnownArticles.relations(entry, batch);
    }

    /** The journal that it names, or that of the import, or that of its issue. */
    UUID journal(RecordImport entry, Batch batch) {
        JsonNode named = entry.body().path("journal");
        UUID journal = DefaultJournal.isNeeded(named, batch) ? DefaultJournal.of(entry, batch) : null;
        if (journal != null && named.isObject()) {
            entry.leaveOut("journal", named);
        }
        if (journal == null) {
            journal = journals.resolve(entry, named, batch);
        }
        entry.body().put("journal", journal.toString());
        return journal;
    }

    private void issue(RecordImport entry, Batch batch) {
        ObjectNode body = entry.body();
        UUID journal = BatchReferences.idOf(body.path("journal"));
        JsonNode named = body.path("issue");
        if (journal == null) {
            return;
        }
        if (named.isMissingNode() || named.isNull()) {
            UUID usual = batch.request.issue();
            if (usual != null && journal.equals(batch.holdings.journalOf(usual))) {
                body.put("issue", usual.toString());
            }
            return;
        }
        body.put("issue", issues.resolve(entry, named, journal, batch).toString());
    }

    /** Checks a new article; the journal is resolved. */
    NewArticle checkNew(RecordImport entry, Batch batch) {
        PublicationInput how = PublicationDay.settle(entry, publication(entry, batch), false);
        PriorPublication past = pasts.take(entry, how, batch);
        resolve(entry, batch);
        ArticleInput input = reader.readNew(entry.body(), batch.holdings);
        if (input.slug() != null
                && !batch.holdings.takeSlug(input.slug().value().toLowerCase(Locale.ROOT))) {
            throw Problems.invalid(
                    "The record", List.of(Finding.at("/slug", "duplicate", "Another article has or had this slug.")));
        }
        if (past.version() > 1) {
            entry.leaveOut("versions", TextNode.valueOf("Those before version " + past.version() + "."));
        }
        UUID id = entry.id() == null ? Ids.next() : entry.id();
        entry.setId(id);
        entry.end(RecordOutcome.CREATED);
        entry.forgetBody();
        batch.holdings.addArticle(id);
        if (input.body().doi() != null) {
            batch.holdings.addDoi(
                    input.body().doi().key(),
                    new ResolvedReferences.Holder("article", id, input.journal(), how != null));
        }
        return new NewArticle(id, input, how, past);
    }

    /** How it is to be published; null where it is not. */
    PublicationInput publication(RecordImport entry, Batch batch) {
        if (!batch.isToBePublished(entry)) {
            return null;
        }
        if (entry.publish() == null || entry.publish().isBoolean()) {
            return AT_ONCE;
        }
        RecordReader publication = new RecordReader(validator);
        try {
            PublicationInput how = publication.read(entry.publish().deepCopy(), PublicationInput.class);
            if (how != null && how.at() != null && !how.at().isAfter(batch.write.now())) {
                publication.add("/at", "in-the-past", "This time has passed; leave it out to publish at once.");
            }
            publication.check("The publication");
            return how;
        } catch (ProblemException e) {
            throw Problems.invalid("The record", RecordFindings.findings(e, "/publish"));
        }
    }

    /** Stores those that passed. */
    void create(List<RecordImport> entries, List<NewArticle> wanted, Batch batch) {
        List<NewArticle> good = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (entries.get(i).isOpen()) {
                good.add(wanted.get(i));
            }
        }
        newArticles.create(good, batch.request.by().editor(), batch.write);
    }
}
