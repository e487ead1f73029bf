package org.offprint.web.api.lists;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Additional data that a client has requested, which is returned in the member {@code included} of each record.
 *
 * @param type record class of the additional data
 * @param members requested members of the record class
 * @param loader returns the additional data of list items as JSON; null for an operation that returns one record
 */
public record IncludedData(Class<?> type, Set<String> members, Function<List<UUID>, Map<UUID, byte[]>> loader) {

    /** Name of the record member that contains the additional data. */
    public static final String MEMBER = "included";

    /** No additional data. */
    public static final IncludedData NONE = new IncludedData(null, Set.of(), null);

    /** Returns the additional data of an operation that returns one record. */
    public static IncludedData of(Class<?> type, Set<String> members) {
        return members.isEmpty() ? NONE : new IncludedData(type, members, null);
    }

    /** Returns whether the client has requested no additional data. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Returns the path of a requested member, as used in {@code fields}. */
    static String path(String member) {
        return MEMBER + "." + member;
    }
}
