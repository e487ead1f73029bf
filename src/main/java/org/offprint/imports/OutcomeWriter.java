package org.offprint.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.offprint.imports.batch.ImportOutcome;
import org.offprint.imports.batch.ReadRecord;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.reading.ImportPosition;
import org.offprint.imports.storing.DeferredReferences;
import org.offprint.kernel.json.Json;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.JobClaim;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.jobs.OutcomeCounts;
import org.offprint.platform.jobs.RecordOutcomes;

/** Stores the outcomes of the records in a batch, and the progress of the import. */
@ApplicationScoped
class OutcomeWriter {

    private final Jobs jobs;
    private final RecordOutcomes outcomes;
    private final DeferredReferences deferredReferences;

    OutcomeWriter(Jobs jobs, RecordOutcomes outcomes, DeferredReferences deferredReferences) {
        this.jobs = jobs;
        this.outcomes = outcomes;
        this.deferredReferences = deferredReferences;
    }

    /**
     * Stores the outcomes of records in the same transaction as the records. Returns the new position of the import.
     */
    ImportPosition advance(
            JobClaim claim, Job job, ImportSession session, List<ReadRecord> readRecords, List<RecordImport> records) {
        List<RecordOutcomes.StoredOutcome> rows = new ArrayList<>();
        List<Object[]> missing = new ArrayList<>();
        OutcomeCounts tally = OutcomeCounts.NONE;
        long number = job.tally().processed();
        ImportPosition position = session.position();
        for (int i = 0; i < readRecords.size(); i++) {
            deferredReferences.keep(
                    claim.job(),
                    number + 1,
                    records.get(i),
                    session.request().by().editsAll(),
                    missing);
            ImportOutcome outcome =
                    records.get(i).result(++number, session.request().validateOnly());
            rows.add(new RecordOutcomes.StoredOutcome(number, outcome.outcome(), Json.write(outcome)));
            tally = tally.and(outcome.outcome());
            position = position.after(readRecords.get(i), records.get(i).unplacedKinds());
        }
        outcomes.add(claim.job(), rows);
        if (!session.request().validateOnly()) {
            deferredReferences.add(missing);
        }
        ReadRecord last = readRecords.get(readRecords.size() - 1);
        jobs.advance(claim, new String(Json.write(position), StandardCharsets.UTF_8), tally, last.share());
        return position;
    }
}
