package org.offprint.web.api.lists;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/**
 * One list as one caller gets it.
 *
 * @param usual how it is sorted unless the request says otherwise
 * @param item the record that an item is the JSON of
 * @param forEditors whether it holds working copies
 * @param journals whose records alone it holds; empty for all
 * @param items makes the items of these records, for lists that are not stored ready; null for those that are
 */
public record Listing(
        RecordKind kind,
        SortOrder usual,
        Class<?> item,
        boolean forEditors,
        Optional<Set<UUID>> journals,
        Function<List<UUID>, Map<UUID, byte[]>> items) {

    /** The list that every reader gets. */
    public static Listing forReaders(RecordKind kind, SortOrder usual, Class<?> item) {
        return new Listing(kind, usual, item, false, Optional.empty(), null);
    }

    /** The working copies of these journals; all where there is no set. */
    public static Listing forEditors(
            RecordKind kind,
            SortOrder usual,
            Class<?> item,
            Optional<Set<UUID>> journals,
            Function<List<UUID>, Map<UUID, byte[]>> items) {
        return new Listing(kind, usual, item, true, journals, items);
    }

    /** Returns what everybody can read, with items made for the caller, who may see more of each. */
    public static Listing forCaller(
            RecordKind kind, SortOrder usual, Class<?> item, Function<List<UUID>, Map<UUID, byte[]>> items) {
        return new Listing(kind, usual, item, false, Optional.empty(), items);
    }

    Audience audience() {
        return forEditors ? Audience.EDITORS : Audience.READERS;
    }

    /** Reports whether every reader gets the same. */
    boolean isPublic() {
        return items == null;
    }
}
