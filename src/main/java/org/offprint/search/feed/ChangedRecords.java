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

/** The records that some changes are of, and those that show them. */
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

    /** Ids of records by kind. */
    private static final class Named {

        private final Map<RecordKind, Set<UUID>> ids = new EnumMap<>(RecordKind.class);

        void add(RecordKind kind, UUID id) {
            ids.computeIfAbsent(kind, absent -> new LinkedHashSet<>()).add(id);
        }

        Set<UUID> of(RecordKind kind) {
            return ids.getOrDefault(kind, Set.of());
        }
    }

    /** Replaces what editors have by its present state. */
    public void replaceWorking(IndexBatch batch) throws IOException {
        for (RecordKind kind : List.of(RecordKind.ISSUE, RecordKind.ARTICLE)) {
            batch.replaceChanged(kind, touched.of(kind), record -> {});
        }
        batch.replaceShowing(shown.ids);
    }

    /**
     * Replaces what readers have by its present state.
     *
     * @param look takes each changed record that is there
     */
    public void replacePublished(IndexBatch batch, Consumer<IndexRecord> look) throws IOException {
        for (Map.Entry<RecordKind, Set<UUID>> each : seen.ids.entrySet()) {
            batch.replaceChanged(each.getKey(), each.getValue(), look);
        }
        // What was just made is shown by nothing that is older, but a journal by the one that it continues.
        batch.replaceShowing(RecordKind.JOURNAL, seen.of(RecordKind.JOURNAL), RecordKind.JOURNAL);
        batch.replaceShowing(shown.ids);
        // Its parts are those of what it is merged into.
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
