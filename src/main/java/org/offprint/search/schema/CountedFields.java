package org.offprint.search.schema;

import java.util.Set;

/** Fields for which a filter can match more records than the facet counts for the same value. */
public final class CountedFields {

    /**
     * Fields for which facets count one value per record, although filters also match other values of the record. For
     * example, a facet counts a funder of an article once, but filters find the article by each funder id and by the
     * funder name. As another example, a filter for Portuguese also finds Brazilian Portuguese.
     */
    private static final Set<TermField> FOUND_BY_MORE = Set.of(TermField.FUNDER, TermField.LANGUAGE);

    /**
     * Fields that contain organizations. A filter for an organization also finds the records of its descendants at any
     * level.
     */
    private static final Set<TermField> ORGANIZATIONS = Set.of(TermField.AFFILIATION_ID, TermField.ROR);

    private CountedFields() {}

    /** Returns whether filters on the field match more values of a record than facets count. */
    public static boolean isFoundByMore(TermField field) {
        return FOUND_BY_MORE.contains(field);
    }

    /** Returns whether a filter on the field also finds the records of an organization's descendants. */
    public static boolean isOfOrganizations(RecordKind kind, TermField field) {
        return kind == RecordKind.ARTICLE && ORGANIZATIONS.contains(field);
    }
}
