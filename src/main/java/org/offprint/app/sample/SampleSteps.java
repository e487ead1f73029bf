package org.offprint.app.sample;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.journal.affiliations.AffiliationReader;
import org.offprint.journal.affiliations.Affiliations;
import org.offprint.journal.articles.Article;
import org.offprint.journal.issues.IssueReader;
import org.offprint.journal.issues.Issues;
import org.offprint.journal.journals.JournalReader;
import org.offprint.journal.journals.Journals;
import org.offprint.platform.changes.WriteContext;

/**
 * Runs the steps that create the sample journal. Each step has the same effect as the API operation with its name, and
 * uses the same readers and rules.
 */
@Singleton
class SampleSteps {

    private final EntityManager entities;
    private final JournalReader journalReader;
    private final Journals journals;
    private final AffiliationReader affiliationReader;
    private final Affiliations affiliations;
    private final IssueReader issueReader;
    private final Issues issues;
    private final SamplePublishing publishing;

    SampleSteps(
            EntityManager entities,
            JournalReader journalReader,
            Journals journals,
            AffiliationReader affiliationReader,
            Affiliations affiliations,
            IssueReader issueReader,
            Issues issues,
            SamplePublishing publishing) {
        this.entities = entities;
        this.journalReader = journalReader;
        this.journals = journals;
        this.affiliationReader = affiliationReader;
        this.affiliations = affiliations;
        this.issueReader = issueReader;
        this.issues = issues;
        this.publishing = publishing;
    }

    /**
     * Runs one step that creates the sample journal.
     *
     * @throws org.offprint.kernel.faults.ProblemException if the step is invalid, with the problem that an API client
     *     would receive
     */
    void perform(SampleStep step, WriteContext write) {
        UUID id = step.id();
        JsonNode body = step.body();
        switch (step.operation()) {
            case "createJournal" -> journals.create(journalReader.read(body, null, null), ids(step)::next, write);
            case "createAffiliation" -> affiliations.create(affiliationReader.read(body, null, null), id, write);
            case "createIssue" -> issues.create(issueReader.read(body, null, null), id, write);
            case "publishIssue" -> publishing.publishIssue(id, body, write);
            case "createArticle" -> publishing.createArticle(id, body, write);
            default -> publishing.perform(step.operation(), Article.lock(id.toString()), body, write);
        }
        // Flush the changes, so that SQL queries of the next step see them.
        entities.flush();
    }

    private static Iterator<UUID> ids(SampleStep step) {
        List<UUID> sections = step.sections() == null ? List.of() : step.sections();
        return Stream.concat(Stream.of(step.id()), sections.stream()).iterator();
    }
}
