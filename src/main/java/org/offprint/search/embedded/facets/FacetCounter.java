package org.offprint.search.embedded.facets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.embedded.facets.TopFacetValues.ValueCount;
import org.offprint.search.embedded.reader.OrganizationAncestors;
import org.offprint.search.embedded.reader.OrganizationAncestors.AncestorValue;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.embedded.reader.ValueLabels;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.CountedFields;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Counts the values of one facet. The count of a facet value equals the number of records that match a filter for the
 * value.
 */
public final class FacetCounter {

    private final Snapshot snapshot;
    private final RecordKind kind;
    private final FacetRequest wanted;
    private final ValueCounts counts;
    /**
     * Counter of the records that match a filter for a facet value; null if the facet counts are always equal to the
     * numbers of matching records.
     */
    private final FilterCount filterCount;
    /** Counter of records by organization id; null if the facet does not count organizations. */
    private final ValueCounts organizations;
    /** Counter of articles by ancestor organization; null if the facet does not count organizations. */
    private final AncestorCounts ancestors;

    FacetCounter(Snapshot snapshot, RecordKind kind, FacetRequest wanted) {
        this.snapshot = snapshot;
        this.kind = kind;
        this.wanted = wanted;
        counts = counts(wanted.field());
        boolean isOfOrganizations = CountedFields.isOfOrganizations(kind, wanted.field());
        organizations = !isOfOrganizations
                ? null
                : wanted.field() == TermField.AFFILIATION_ID ? counts : counts(TermField.AFFILIATION_ID);
        ancestors = isOfOrganizations ? new AncestorCounts(snapshot, wanted.field()) : null;
        filterCount = isOfOrganizations || CountedFields.isFoundByMore(wanted.field())
                ? new FilterCount(snapshot, kind, wanted.field())
                : null;
    }

    /**
     * Returns the names of the fields whose values are counted for the facets of a request, including ancestor fields.
     */
    public static Set<String> counted(SearchRequest request) {
        Set<String> fields = new HashSet<>();
        for (FacetRequest wanted : request.facets()) {
            fields.add(FieldNames.counted(request.kind(), wanted.field()));
            if (CountedFields.isOfOrganizations(request.kind(), wanted.field())) {
                fields.add(FieldNames.counted(request.kind(), TermField.AFFILIATION_ID));
                fields.add(OrganizationAncestors.by(wanted.field()));
            }
        }
        return fields;
    }

    private ValueCounts counts(TermField of) {
        return new ValueCounts(snapshot, FieldNames.counted(kind, of));
    }

    TermField field() {
        return wanted.field();
    }

    /**
     * Adds the live (not deleted) records of an index segment to the counts. The caller must not change {@code some}
     * afterwards.
     */
    void add(LeafReaderContext leaf, FixedBitSet some) throws IOException {
        counts.add(leaf, some);
        if (organizations != null && organizations != counts) {
            organizations.add(leaf, some);
        }
        if (ancestors != null) {
            ancestors.add(leaf, some);
        }
        if (filterCount != null) {
            filterCount.add(leaf, some);
        }
    }

    /**
     * Returns the facet with its most frequent values.
     *
     * @param clock checks the timeout; called before each facet value that is slow to count
     */
    Facet facet(ValueLabels labels, Runnable clock) throws IOException {
        TopFacetValues values = new TopFacetValues(counts, wanted, labels);
        if (filterCount == null) {
            return values.asCounted();
        } else if (ancestors == null) {
            return values.asFound(upperBounds(), filterCount::by, clock);
        }
        Map<String, Integer> ofAncestors = ancestors.byValue();
        return values.asFound(
                upperBounds(),
                value -> ofAncestors.containsKey(value) ? ofAncestors.get(value) : filterCount.by(value),
                clock);
    }

    /**
     * Returns an upper bound for each facet value: the maximum number of records that a filter for the value can match.
     */
    private List<ValueCount> upperBounds() throws IOException {
        List<ValueCount> atMost = new ArrayList<>();
        if (organizations == null) {
            int[] having = counts.recordCounts(FieldNames.term(kind, wanted.field()));
            for (int number = 0; number < having.length; number++) {
                // Skip aliases: their records are counted under the canonical value, so an alias has a count of 0.
                if (counts.all()[number] > 0) {
                    atMost.add(ValueCount.of(number, having[number], counts.all()[number]));
                }
            }
            return atMost;
        }
        int[] named = counts.all().clone();
        for (AncestorValue whole : snapshot.ancestors().of(wanted.field()).all()) {
            int ofParts = Arrays.stream(whole.parts())
                    .map(part -> organizations.all()[part])
                    .sum();
            if (whole.isNamed()) {
                named[whole.number()] += ofParts;
            } else {
                atMost.add(ValueCount.between(whole.number(), whole.value(), ofParts));
            }
        }
        for (int number = 0; number < named.length; number++) {
            atMost.add(ValueCount.of(number, named[number], counts.all()[number]));
        }
        atMost.removeIf(counted -> counted.count() == 0);
        return atMost;
    }
}
