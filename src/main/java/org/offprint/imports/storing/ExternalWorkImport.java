package org.offprint.imports.storing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportMode;
import org.offprint.imports.batch.RecordImport;
import org.offprint.kernel.faults.Finding;
import org.offprint.platform.jobs.RecordOutcome;
import org.offprint.services.citations.outside.ExternalWork;
import org.offprint.services.citations.outside.ExternalWorks;

/** Stores a batch of external works, to which references can be matched. External works are not stored as articles. */
@ApplicationScoped
public class ExternalWorkImport {

    private static final String KIND = "outside-work";

    private final ExternalWorks works;

    ExternalWorkImport(ExternalWorks works) {
        this.works = works;
    }

    /**
     * Stores a batch of external works within a transaction, with a fixed number of SQL statements. After this call,
     * the records of the batch contain their outcomes.
     */
    public void store(Batch batch) {
        Map<RecordImport, ExternalWork> read = new LinkedHashMap<>();
        for (RecordImport record : batch.records) {
            if (record.isOpen()) {
                read(record).ifPresent(work -> read.put(record, work));
            }
        }
        Map<String, ExternalWork> present = new HashMap<>(works.stored(
                read.values().stream().map(work -> work.doi().key()).toList()));
        Map<String, ExternalWork> changed = new LinkedHashMap<>();
        read.forEach((record, work) -> {
            String key = work.doi().key();
            ExternalWork before = present.put(key, work);
            if (before == null) {
                record.end(RecordOutcome.CREATED);
                changed.put(key, work);
            } else if (batch.request.mode() == ImportMode.CREATE) {
                present.put(key, before);
                record.reject(Finding.at(
                        "/doi", "duplicate", "The set of external works already contains a work with this DOI."));
            } else if (before.equals(work)) {
                record.end(RecordOutcome.UNCHANGED);
            } else {
                record.end(RecordOutcome.UPDATED);
                changed.put(key, work);
            }
        });
        if (!batch.request.validateOnly()) {
            works.store(changed.values(), batch.write.now());
        }
        batch.records.forEach(RecordImport::releaseBody);
    }

    private static Optional<ExternalWork> read(RecordImport record) {
        boolean isWork = "article".equals(record.kind());
        Optional<ExternalWork> work = isWork ? ExternalWork.of(record.body()) : Optional.empty();
        if (!isWork) {
            record.reject(Finding.at(
                    "",
                    "not-a-work",
                    "Only articles can be imported as external works. Remove all other records from the file."));
        } else if (work.isEmpty()) {
            record.reject(Finding.at("/doi", "required", "A DOI and a title are required for an external work."));
        }
        record.setResultKind(KIND);
        return work;
    }
}
