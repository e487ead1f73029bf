package org.offprint.search.schema;

import java.util.Set;

/** The fields of which a filter by a value finds more records than are counted by it. */
public final class CountedFields {

    /**
     * Fields counted by one value and found by others, too: each funder of an article is counted once, and found by its
     * ids and its name; Brazilian Portuguese is found as Portuguese.
     */
    private static final Set<TermField> FOUND_BY_MORE = Set.of(TermField.FUNDER, TermField.LANGUAGE);

    /** Found by what they are parts of, at any depth, too. */
    private static final Set<TermField> ORGANIZATIONS = Set.of(TermField.AFFILIATION_ID, TermField.ROR);

    private CountedFields() {}

    /** Reports whether a record is found by other values of the field than the one it is counted by. */
    public static boolean isFoundByMore(TermField field) {
        return FOUND_BY_MORE.contains(field);
    }

    /** Reports whether a record is found by all that the organizations in the field are parts of. */
    public static boolean isOfOrganizations(RecordKind kind, TermField field) {
        return kind == RecordKind.ARTICLE && ORGANIZATIONS.contains(field);
    }
}
