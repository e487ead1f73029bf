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
 * Definition of a list for readers or for editors.
 *
 * @param usual default sort order
 * @param item record class of the list items
 * @param forEditors whether the list contains working copies
 * @param journals journals to which the list is restricted; empty for all journals
 * @param items returns the JSON items of the given records; null if the items come from the index
 * @param included additional data for each item
 * @param localization language of the items
 */
public record Listing(
        RecordKind kind,
        SortOrder usual,
        Class<?> item,
        boolean forEditors,
        Optional<Set<UUID>> journals,
        Function<List<UUID>, Map<UUID, byte[]>> items,
        IncludedData included,
        Localization localization) {

    /** Returns the definition of a public list, whose content is the same for all clients. */
    public static Listing forReaders(RecordKind kind, SortOrder usual, Class<?> item) {
        return new Listing(kind, usual, item, false, Optional.empty(), null, IncludedData.NONE, Localization.NONE);
    }

    /**
     * Returns the definition of a list of working copies from the given journals, or from all journals if {@code
     * journals} is empty.
     */
    public static Listing forEditors(
            RecordKind kind,
            SortOrder usual,
            Class<?> item,
            Optional<Set<UUID>> journals,
            Function<List<UUID>, Map<UUID, byte[]>> items) {
        return new Listing(kind, usual, item, true, journals, items, IncludedData.NONE, Localization.NONE);
    }

    /** Returns the definition of a list of public records whose items can include additional members for the caller. */
    public static Listing forCaller(
            RecordKind kind, SortOrder usual, Class<?> item, Function<List<UUID>, Map<UUID, byte[]>> items) {
        return new Listing(kind, usual, item, false, Optional.empty(), items, IncludedData.NONE, Localization.NONE);
    }

    /** Returns a copy of the definition with additional data for each item. */
    public Listing including(IncludedData data) {
        return new Listing(kind, usual, item, forEditors, journals, items, data, localization);
    }

    /** Returns a copy of the definition with items in the given language. */
    public Listing in(Localization language) {
        return new Listing(kind, usual, item, forEditors, journals, items, included, language);
    }

    Audience audience() {
        return forEditors ? Audience.EDITORS : Audience.READERS;
    }

    /** Returns whether the list is the same for all clients. */
    boolean isPublic() {
        return items == null;
    }
}
