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
import org.offprint.jobs.Claim;
import org.offprint.jobs.Job;
import org.offprint.jobs.Jobs;
import org.offprint.jobs.Outcomes;
import org.offprint.jobs.Tally;
import org.offprint.json.Json;

/** Writes down what became of the records of a batch, and how far the import is with it. */
@ApplicationScoped
class OutcomeWriter {

    private final Jobs jobs;
    private final Outcomes outcomes;
    private final DeferredReferences secondLook;

    OutcomeWriter(Jobs jobs, Outcomes outcomes, DeferredReferences secondLook) {
        this.jobs = jobs;
        this.outcomes = outcomes;
        this.secondLook = secondLook;
    }

    /** Does it, within the transaction that has stored them; the place that is reached. */
    ImportPosition advance(
            Claim claim, Job job, ImportSession reading, List<ReadRecord> items, List<RecordImport> entries) {
        List<Outcomes.Row> rows = new ArrayList<>();
        List<Object[]> missing = new ArrayList<>();
        Tally tally = Tally.NONE;
        long number = job.tally().processed();
        ImportPosition reached = reading.reached();
        for (int i = 0; i < items.size(); i++) {
            secondLook.keep(
                    claim.job(),
                    number + 1,
                    entries.get(i),
                    reading.request().by().editsAll(),
                    missing);
            ImportOutcome outcome =
                    entries.get(i).result(++number, reading.request().validateOnly());
            rows.add(new Outcomes.Row(number, outcome.outcome(), Json.write(outcome)));
            tally = tally.and(outcome.outcome());
            reached = reached.after(items.get(i));
        }
        outcomes.add(claim.job(), rows);
        if (!reading.request().validateOnly()) {
            secondLook.add(missing);
        }
        ReadRecord last = items.get(items.size() - 1);
        jobs.advance(claim, new String(Json.write(reached), StandardCharsets.UTF_8), tally, last.share());
        return reached;
    }
}
