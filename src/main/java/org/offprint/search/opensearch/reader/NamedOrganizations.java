package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Organizations that articles name, with all their ancestors. The lookup of ancestors starts at the named
 * organizations.
 */
final class NamedOrganizations {

    private static final String PARENT = FieldNames.term(RecordKind.AFFILIATION, TermField.PARENT);
    private static final String ROR = FieldNames.term(RecordKind.AFFILIATION, TermField.ROR);
    private static final int BATCH = 5_000;

    private final AudienceSearch search;
    private final Set<String> named;
    private final Map<String, Set<String>> parents = new HashMap<>();
    private final Map<String, Set<String>> rors = new HashMap<>();

    /**
     * Reads the named organizations and their ancestors.
     *
     * @param named ids of the organizations that articles name
     */
    NamedOrganizations(AudienceSearch search, Collection<String> named) {
        this.search = search;
        this.named = new LinkedHashSet<>(named);
        Set<String> level = this.named;
        while (!level.isEmpty()) {
            level = read(List.copyOf(level));
        }
    }

    /** Reads organization records. Returns the ids of parent organizations that are still to be read. */
    private Set<String> read(List<String> ids) {
        Set<String> next = new HashSet<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + BATCH));
            some.forEach(id -> parents.put(id, Set.of()));
            List<String> records = some.stream()
                    .map(id -> FieldNames.record(RecordKind.AFFILIATION, id))
                    .toList();
            for (JsonNode hit : search.records(
                    Map.of("terms", Map.of(FieldNames.RECORD, records)),
                    some.size(),
                    List.of(FieldNames.KEY, PARENT, ROR))) {
                String id = StoredFields.one(hit, FieldNames.KEY);
                Set<String> above = new LinkedHashSet<>(StoredFields.values(hit, PARENT));
                parents.put(id, above);
                rors.put(id, new LinkedHashSet<>(StoredFields.values(hit, ROR)));
                next.addAll(above);
            }
        }
        next.removeAll(parents.keySet());
        return next;
    }

    /** Returns the values of an organization in a field, which are either its id or its ROR ids. */
    private Set<String> values(TermField field, String id) {
        return field == TermField.AFFILIATION_ID ? Set.of(id) : rors.getOrDefault(id, Set.of());
    }

    /** Returns the ids of all ancestors of an organization, at any depth. */
    private Set<String> ancestors(String id) {
        Set<String> all = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            for (String parent : parents.getOrDefault(open.pop(), Set.of())) {
                if (all.add(parent)) {
                    open.push(parent);
                }
            }
        }
        return all;
    }

    /**
     * Returns the field values of all ancestors of named organizations. Each value is mapped to the named organizations
     * that match a filter for it.
     */
    Map<String, Set<String>> namedByAncestorValue(TermField field) {
        Map<String, Set<String>> found = new HashMap<>();
        Set<String> wholes = new HashSet<>();
        for (String id : named) {
            Set<String> own = values(field, id);
            own.forEach(value ->
                    found.computeIfAbsent(value, absent -> new TreeSet<>()).add(id));
            for (String whole : ancestors(id)) {
                for (String value : values(field, whole)) {
                    found.computeIfAbsent(value, absent -> new TreeSet<>()).add(id);
                    if (!own.contains(value)) {
                        wholes.add(value);
                    }
                }
            }
        }
        found.keySet().retainAll(wholes);
        return found;
    }
}
