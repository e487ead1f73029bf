package org.offprint.imports.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.offprint.journal.issues.IssueInput;
import org.offprint.journal.journals.JournalInput;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.kernel.record.Section;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.jobs.RecordOutcome;

/**
 * Batch of records that are being imported. First, the references of all records are resolved and all records are
 * checked. Then the valid records are stored. A missing record to which imported records refer, such as a journal, is
 * collected in the batch. A collected record is created only if a valid record needs it.
 */
public final class Batch {

    /** Maximum length of a conflicting value that the import remembers, in characters. */
    private static final int MAX_REMEMBERED = 500;

    public final ImportRequest request;
    public final List<RecordImport> records;
    public final ResolvedReferences resolved;
    public final AffiliationLinks links;
    public final WriteContext write;

    public final Map<UUID, NewJournal> journals = new LinkedHashMap<>();
    public final Map<UUID, AffiliationBody> affiliations = new LinkedHashMap<>();
    public final Map<UUID, NewIssue> issues = new LinkedHashMap<>();
    public final Map<UUID, NewSection> sections = new LinkedHashMap<>();
    /** Changes to existing journals, affiliations and issues, which are applied after new records have been created. */
    public final List<Runnable> changes = new ArrayList<>();

    private final Set<String> earlierConflicts;
    private final Set<String> conflicts = new HashSet<>();

    /**
     * Creates a batch of records that are not resolved yet.
     *
     * @param earlierConflicts conflicts with existing journals that earlier batches of the import reported
     */
    public Batch(
            ImportRequest request,
            List<RecordImport> records,
            ResolvedReferences resolved,
            AffiliationLinks links,
            Set<String> earlierConflicts,
            WriteContext write) {
        this.request = request;
        this.records = records;
        this.resolved = resolved;
        this.links = links;
        this.earlierConflicts = earlierConflicts;
        this.write = write;
    }

    /**
     * Journal that the batch creates if a valid record needs it.
     *
     * @param ids supplies the id of the journal, then the ids of its sections
     */
    public record NewJournal(JournalInput input, Supplier<UUID> ids) {}

    /**
     * Issue that the batch creates if a valid record needs it.
     *
     * @param isPublished whether to publish the issue
     * @param since time of first publication; null for the current time
     */
    public record NewIssue(IssueInput input, boolean isPublished, Instant since) {}

    /** Section that the batch adds to a journal if a valid record needs it. */
    public record NewSection(UUID journal, Section section) {}

    public List<RecordImport> open(String kind) {
        return records.stream()
                .filter(record -> record.isOpen() && kind.equals(record.kind()))
                .toList();
    }

    /**
     * Returns a map from the id of each record to be created to the first valid record that needs it. A record of the
     * batch is mapped to itself.
     */
    public Map<UUID, RecordImport> recordsByNeed() {
        Map<UUID, RecordImport> needed = new HashMap<>();
        for (boolean own : new boolean[] {true, false}) {
            for (RecordImport record : records) {
                if (record.isOpen() && own == !"article".equals(record.kind())) {
                    record.neededRecords().forEach(name -> needed.putIfAbsent(name, record));
                }
            }
        }
        return needed;
    }

    /**
     * Returns whether the import has not reported a conflict with an existing journal yet. The articles of a journal
     * usually repeat the same values, so each conflict is reported only for the first article. A long value is reported
     * for every article, because the import would need too much memory to remember many long values.
     */
    public boolean isNewConflict(UUID journal, String member, String value) {
        if (value.length() > MAX_REMEMBERED) {
            return true;
        }
        String conflict = journal + " " + member + " " + value;
        return !earlierConflicts.contains(conflict) && conflicts.add(conflict);
    }

    /** Returns the conflicts with existing journals that this batch reported and earlier batches did not. */
    public Set<String> conflicts() {
        return conflicts;
    }

    /** Returns whether the batch added organizations or changed existing organizations. */
    public boolean hasNewAffiliations() {
        return !affiliations.isEmpty()
                || open("affiliation").stream().anyMatch(record -> record.outcome() == RecordOutcome.UPDATED);
    }

    /** Returns whether the record is to be published. The setting of the record overrides the setting of the import. */
    public boolean isToBePublished(RecordImport record) {
        return record.publish() == null
                ? request.publish()
                : !record.publish().isBoolean() || record.publish().booleanValue();
    }
}
