package org.offprint.search.feed;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.offprint.journal.affiliations.Merges;
import org.offprint.platform.changes.Change;
import org.offprint.search.schema.RecordKind;

/** Records affected by a list of changes: the changed records, and the records that display data of changed records. */
public final class ChangedRecords {

    private final Named touched = new Named();
    private final Named seen = new Named();
    private final Named shown = new Named();
    private final Set<UUID> redirected = new LinkedHashSet<>();

    public ChangedRecords(List<Change> changes) {
        for (Change change : changes) {
            RecordKind kind = kind(change);
            touched.add(kind, change.id());
            if (change.isPublic() || kind != RecordKind.ARTICLE) {
                seen.add(kind, change.id());
            }
            if (Merges.redirects(change)) {
                redirected.add(change.id());
            }
            if (Merges.isOfMerges(change)
                    ? Merges.redirects(change)
                    : change.op() != Change.Op.CREATED && !change.carried()) {
                shown.add(kind, change.id());
            }
        }
    }

    /** Record ids by kind. */
    private static final class Named {

        private final Map<RecordKind, Set<UUID>> ids = new EnumMap<>(RecordKind.class);

        void add(RecordKind kind, UUID id) {
            ids.computeIfAbsent(kind, absent -> new LinkedHashSet<>()).add(id);
        }

        Set<UUID> of(RecordKind kind) {
            return ids.getOrDefault(kind, Set.of());
        }
    }

    /** Updates the affected records in the part of the index that contains unpublished data. */
    public void replaceWorking(IndexBatch batch) throws IOException {
        for (RecordKind kind : List.of(RecordKind.ISSUE, RecordKind.ARTICLE)) {
            batch.replaceChanged(kind, touched.of(kind), record -> {});
        }
        batch.replaceShowing(shown.ids);
    }

    /**
     * Updates the affected records in the public part of the index.
     *
     * @param action called with the current state of each changed record that is public
     */
    public void replacePublished(IndexBatch batch, Consumer<IndexRecord> action) throws IOException {
        for (Map.Entry<RecordKind, Set<UUID>> each : seen.ids.entrySet()) {
            batch.replaceChanged(each.getKey(), each.getValue(), action);
        }
        // No older record displays a newly created record, with one exception: a journal displays the journal that
        // continues it.
        batch.replaceShowing(RecordKind.JOURNAL, seen.of(RecordKind.JOURNAL), RecordKind.JOURNAL);
        batch.replaceShowing(shown.ids);
        // A merge makes the children of the merged organization children of the surviving organization.
        batch.replaceShowing(RecordKind.AFFILIATION, redirected, RecordKind.AFFILIATION);
    }

    private static RecordKind kind(Change change) {
        return switch (change.kind()) {
            case ARTICLE -> RecordKind.ARTICLE;
            case ISSUE -> RecordKind.ISSUE;
            case JOURNAL -> RecordKind.JOURNAL;
            case AFFILIATION -> RecordKind.AFFILIATION;
        };
    }
}
