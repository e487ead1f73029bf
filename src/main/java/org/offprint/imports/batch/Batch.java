package org.offprint.imports.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.offprint.journal.issues.IssueInput;
import org.offprint.journal.journals.JournalInput;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.kernel.record.Section;
import org.offprint.platform.changes.Write;
import org.offprint.platform.jobs.RecordOutcome;

/**
 * Some records on their way into the store: first everything is looked up and checked, then what is good is stored. What
 * is to be created stands here meanwhile, and is created if a good record needs it.
 */
public final class Batch {

    public final ImportRequest request;
    public final List<RecordImport> records;
    public final ResolvedReferences resolved;
    public final AffiliationLinks links;
    public final Write write;

    public final Map<UUID, NewJournal> journals = new LinkedHashMap<>();
    public final Map<UUID, AffiliationBody> affiliations = new LinkedHashMap<>();
    public final Map<UUID, NewIssue> issues = new LinkedHashMap<>();
    public final Map<UUID, NewSection> sections = new LinkedHashMap<>();
    /** Changes of journals, affiliations and issues that are here already. */
    public final List<Runnable> changes = new ArrayList<>();

    public Batch(
            ImportRequest request,
            List<RecordImport> records,
            ResolvedReferences resolved,
            AffiliationLinks links,
            Write write) {
        this.request = request;
        this.records = records;
        this.resolved = resolved;
        this.links = links;
        this.write = write;
    }

    /** @param ids gives the journal its id, then its sections theirs */
    public record NewJournal(JournalInput input, Supplier<UUID> ids) {}

    /**
     * @param isPublished whether readers are to see it
     * @param since when it first appeared; null: now
     */
    public record NewIssue(IssueInput input, boolean isPublished, Instant since) {}

    /** A section that a journal gets if a good record needs it. */
    public record NewSection(UUID journal, Section section) {}

    public List<RecordImport> open(String kind) {
        return records.stream()
                .filter(record -> record.isOpen() && kind.equals(record.kind()))
                .toList();
    }

    /** The first good record that needs each of what is to be created; that it is itself, where it is one. */
    public Map<UUID, RecordImport> needed() {
        Map<UUID, RecordImport> needed = new HashMap<>();
        for (boolean own : new boolean[] {true, false}) {
            for (RecordImport record : records) {
                if (record.isOpen() && own == !"article".equals(record.kind())) {
                    record.names().forEach(name -> needed.putIfAbsent(name, record));
                }
            }
        }
        return needed;
    }

    /** Reports whether organizations came with it, or got other names. */
    public boolean hasNewAffiliations() {
        return !affiliations.isEmpty()
                || open("affiliation").stream().anyMatch(record -> record.outcome() == RecordOutcome.UPDATED);
    }

    /** Reports whether the record is to be published, by itself or by the import. */
    public boolean isToBePublished(RecordImport record) {
        return record.publish() == null
                ? request.publish()
                : !record.publish().isBoolean() || record.publish().booleanValue();
    }
}
