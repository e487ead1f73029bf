package org.offprint.web.api.lists;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.offprint.kernel.text.NearestName;

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

    /**
     * Parses the names of additional data in a request.
     *
     * @param raw lists of names, separated by commas; null if the request does not contain any
     * @param available all available names, in the order of the error message
     * @param errors receives the code and the message of each error
     */
    public static Set<String> names(List<String> raw, Set<String> available, BiConsumer<String, String> errors) {
        Set<String> names = new LinkedHashSet<>();
        if (raw != null) {
            raw.stream()
                    .flatMap(list -> Stream.of(list.split(",", -1)))
                    .map(String::strip)
                    .forEach(name -> {
                        if (available.contains(name)) {
                            names.add(name);
                        } else {
                            errors.accept("unknown-value", unknown(name, available));
                        }
                    });
        }
        return names;
    }

    private static String unknown(String name, Set<String> available) {
        String near = NearestName.to(name, available)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse(".");
        return "There is no inclusion " + (name.isEmpty() ? "with an empty name" : name) + near
                + " Available inclusions are " + String.join(", ", available) + ".";
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
