package org.offprint.search.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.affiliations.Merges;
import org.offprint.changes.Change;
import org.offprint.search.Audience;
import org.offprint.search.Entry;
import org.offprint.search.Kind;
import org.offprint.search.Records;

/**
 * Brings what changed, and what shows it, to its present state in one index, change by change; what is counted of it and
 * what searches see follow when that is asked for, because both cost as much for a few changes as for many.
 */
final class Updates {

    private static final int BATCH = 200;
    private static final List<Kind> WEIGHED = List.of(Kind.JOURNAL, Kind.AFFILIATION);

    private final Records records;
    private final Prominence prominence;
    private final OpenIndex index;
    private final Tallies tallies;

    /** Whose articles have changed since searches were last shown anything. */
    private final Map<Kind, Set<String>> named = new EnumMap<>(Kind.class);

    Updates(Records records, Prominence prominence, OpenIndex index) {
        this.records = records;
        this.prominence = prominence;
        this.index = index;
        tallies = new Tallies(index);
    }

    /** Writes it all. May be repeated after a failure. */
    void write(List<Change> changes) throws IOException {
        Map<Kind, Set<UUID>> touched = new EnumMap<>(Kind.class);
        Map<Kind, Set<UUID>> shown = new EnumMap<>(Kind.class);
        Set<UUID> redirected = new LinkedHashSet<>();
        for (Change change : changes) {
            boolean isSeen =
                    change.isPublic() || records.audience() == Audience.EDITORS || change.kind() != Change.Kind.ARTICLE;
            if (isSeen) {
                touched.computeIfAbsent(kind(change), absent -> new LinkedHashSet<>())
                        .add(change.id());
            }
            if (Merges.redirects(change)) {
                redirected.add(change.id());
            }
            if (Merges.isOfMerges(change)
                    ? Merges.redirects(change)
                    : change.op() != Change.Op.CREATED && !change.carried()) {
                shown.computeIfAbsent(kind(change), absent -> new LinkedHashSet<>())
                        .add(change.id());
            }
        }
        Round round = new Round();
        for (Map.Entry<Kind, Set<UUID>> each : touched.entrySet()) {
            round.replaceChanged(each.getKey(), each.getValue());
        }
        // What was just made is shown by nothing that is older, but a journal by the one that it continues.
        round.replaceShowing(Kind.JOURNAL, touched.getOrDefault(Kind.JOURNAL, Set.of()), Kind.JOURNAL);
        for (Kind source : List.of(Kind.JOURNAL, Kind.ISSUE, Kind.AFFILIATION)) {
            for (Kind kind : List.of(Kind.ISSUE, Kind.ARTICLE)) {
                round.replaceShowing(source, shown.getOrDefault(source, Set.of()), kind);
            }
        }
        // Its parts are those of what it is merged into.
        round.replaceShowing(Kind.AFFILIATION, redirected, Kind.AFFILIATION);
    }

    /** Lets searches see all that was written, and counts it. */
    void show() throws IOException {
        index.refresh();
        boolean more = tallies.settle();
        for (Kind kind : WEIGHED) {
            Set<String> outgrown = prominence.outgrown(kind, named.getOrDefault(kind, Set.of()), index);
            if (!outgrown.isEmpty()) {
                replace(kind, outgrown.stream().map(UUID::fromString).toList());
                more = true;
            }
        }
        named.clear();
        if (more) {
            index.refresh();
        }
    }

    private boolean isForReaders() {
        return records.audience() == Audience.READERS;
    }

    private List<Entry> replace(Kind kind, Collection<UUID> ids) throws IOException {
        List<Entry> entries = records.read(kind, ids);
        List<String> keys = ids.stream().map(UUID::toString).toList();
        if (isForReaders() && kind == Kind.ARTICLE) {
            tallies.touch(keys, entries);
        } else if (isForReaders()) {
            prominence.weigh(kind, entries, index);
        }
        index.replace(kind, keys, entries);
        return entries;
    }

    private static Kind kind(Change change) {
        return switch (change.kind()) {
            case ARTICLE -> Kind.ARTICLE;
            case ISSUE -> Kind.ISSUE;
            case JOURNAL -> Kind.JOURNAL;
            case AFFILIATION -> Kind.AFFILIATION;
        };
    }

    /** What is written for some changes at once. */
    private final class Round {

        /** Articles that are as they are now already: an import makes many with what they show. */
        private final Set<UUID> done = new HashSet<>();

        void replaceChanged(Kind kind, Collection<UUID> ids) throws IOException {
            List<UUID> all = List.copyOf(ids);
            for (int from = 0; from < all.size(); from += BATCH) {
                List<UUID> some = all.subList(from, Math.min(all.size(), from + BATCH));
                List<Entry> entries = replaceOnce(kind, some);
                if (isForReaders() && kind == Kind.ARTICLE) {
                    entries.forEach(this::name);
                }
            }
        }

        private void name(Entry article) {
            WEIGHED.forEach(kind ->
                    named.computeIfAbsent(kind, absent -> new HashSet<>()).addAll(Prominence.named(kind, article)));
        }

        private List<Entry> replaceOnce(Kind kind, List<UUID> ids) throws IOException {
            List<Entry> entries = replace(kind, ids);
            if (kind == Kind.ARTICLE) {
                done.addAll(ids);
            }
            return entries;
        }

        void replaceShowing(Kind shown, Collection<UUID> sources, Kind kind) throws IOException {
            if (sources.isEmpty()) {
                return;
            }
            UUID after = null;
            List<UUID> ids;
            do {
                ids = records.showing(shown, sources, kind, after, BATCH);
                List<UUID> open = ids.stream()
                        .filter(id -> kind != Kind.ARTICLE || !done.contains(id))
                        .toList();
                if (!open.isEmpty()) {
                    replaceOnce(kind, open);
                }
                after = ids.isEmpty() ? null : ids.get(ids.size() - 1);
            } while (ids.size() == BATCH);
        }
    }
}
