package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueInput;
import org.offprint.journal.issues.IssueReader;
import org.offprint.journal.issues.Issues;
import org.offprint.journal.publishing.IssuePublicationInput;
import org.offprint.journal.publishing.IssuePublishing;
import org.offprint.kernel.identifiers.PartialDate;

/** Creates and publishes the new issues of a batch. */
@ApplicationScoped
class NewIssues {

    private final IssueReader reader;
    private final Issues issues;
    private final IssuePublishing publishing;

    NewIssues(IssueReader reader, Issues issues, IssuePublishing publishing) {
        this.reader = reader;
        this.issues = issues;
        this.publishing = publishing;
    }

    /**
     * Checks a new issue and adds it to the batch, so that it is created if a valid record needs it. The journal of the
     * issue must already be resolved.
     */
    void registerForCreation(ObjectNode body, UUID id, boolean isPublished, Instant since, Batch batch) {
        for (String text : List.of("volume", "number")) {
            if (body.path(text).isIntegralNumber()) {
                body.put(text, body.get(text).asText());
            }
        }
        IssueInput input = reader.read(body, null, null, batch.resolved.journals::has);
        batch.issues.put(id, new Batch.NewIssue(input, isPublished, since));
        batch.resolved.addIssue(id, input.journal(), input.body());
        if (input.body().doi() != null) {
            batch.resolved.addDoi(
                    input.body().doi().key(),
                    new ResolvedReferences.RecordHolder("issue", id, input.journal(), isPublished));
        }
    }

    /** Creates the issues that valid records of the batch need. */
    void create(Batch batch, Map<UUID, RecordImport> needed) {
        batch.issues.forEach((id, wanted) -> {
            RecordImport record = needed.get(id);
            if (record != null) {
                Issue issue = issues.create(wanted.input(), id, batch.write);
                record.created("issue", id);
                if (wanted.isPublished()) {
                    issue.publishedAt = wanted.since();
                    publish(issue, batch);
                }
            }
        });
    }

    /** Publishes an issue with its publication date or, if it has no date, with its year. */
    void publish(Issue issue, Batch batch) {
        boolean byYear = issue.body.publishedOn() == null && issue.body.year() != null;
        PartialDate day = byYear ? PartialDate.parse(issue.body.year().toString()) : null;
        IssuePublicationInput how = new IssuePublicationInput(day, null, false, null);
        publishing.publish(issue, List.of(), how, batch.request.by().editor(), batch.write);
    }
}
