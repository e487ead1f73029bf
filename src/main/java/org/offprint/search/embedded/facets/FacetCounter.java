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
import org.offprint.search.SearchRequest.WantedFacet;
import org.offprint.search.embedded.facets.TopFacetValues.Counted;
import org.offprint.search.embedded.reader.OrganizationAncestors;
import org.offprint.search.embedded.reader.OrganizationAncestors.Whole;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.embedded.reader.ValueLabels;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.CountedFields;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** The counts of one facet: of each value just as many as a filter by it finds. */
public final class FacetCounter {

    private final Snapshot snapshot;
    private final RecordKind kind;
    private final WantedFacet wanted;
    private final ValueCounts counts;
    /** The counter of filters; null where a filter finds just what is counted. */
    private final FilterCount filterCount;
    /** The organizations of the same records by their ids; null where the facet is of something else. */
    private final ValueCounts organizations;
    /** Null where the facet is of something else. */
    private final AncestorCounts ancestors;

    FacetCounter(Snapshot snapshot, RecordKind kind, WantedFacet wanted) {
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

    /** The fields, and the wholes of fields, that the facets of a request are counted by. */
    public static Set<String> counted(SearchRequest request) {
        Set<String> fields = new HashSet<>();
        for (WantedFacet wanted : request.facets()) {
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

    /** Counts some live records of a segment, which stay as they are. */
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

    /** @param clock is asked before each value that takes long */
    Facet facet(ValueLabels labels, Runnable clock) throws IOException {
        TopFacetValues values = new TopFacetValues(counts, wanted, labels);
        if (filterCount == null) {
            return values.asCounted();
        } else if (ancestors == null) {
            return values.asFound(atMost(), filterCount::by, clock);
        }
        Map<String, Integer> ofAncestors = ancestors.byValue();
        return values.asFound(
                atMost(),
                value -> ofAncestors.containsKey(value) ? ofAncestors.get(value) : filterCount.by(value),
                clock);
    }

    /** Returns upper bounds of what a filter for each value finds. */
    private List<Counted> atMost() throws IOException {
        List<Counted> atMost = new ArrayList<>();
        if (organizations == null) {
            int[] having = counts.having(FieldNames.term(kind, wanted.field()));
            for (int number = 0; number < having.length; number++) {
                // What none of these is counted by is one more name of something that is.
                if (counts.all()[number] > 0) {
                    atMost.add(Counted.of(number, having[number], counts.all()[number]));
                }
            }
            return atMost;
        }
        int[] named = counts.all().clone();
        for (Whole whole : snapshot.wholes().of(wanted.field()).all()) {
            int ofParts = Arrays.stream(whole.parts())
                    .map(part -> organizations.all()[part])
                    .sum();
            if (whole.isNamed()) {
                named[whole.number()] += ofParts;
            } else {
                atMost.add(Counted.between(whole.number(), whole.value(), ofParts));
            }
        }
        for (int number = 0; number < named.length; number++) {
            atMost.add(Counted.of(number, named[number], counts.all()[number]));
        }
        atMost.removeIf(counted -> counted.count() == 0);
        return atMost;
    }
}
