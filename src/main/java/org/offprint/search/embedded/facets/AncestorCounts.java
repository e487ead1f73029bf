package org.offprint.search.embedded.facets;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongValues;
import org.offprint.search.embedded.reader.Ordinals;
import org.offprint.search.embedded.reader.OrganizationAncestors.AncestorValue;
import org.offprint.search.embedded.reader.OrganizationAncestors.Ancestors;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Counts articles by ancestor organization. An article counts once for an organization, even if it names several of its
 * child organizations. The count equals the number of articles that match a filter for the organization.
 */
final class AncestorCounts {

    private static final String FIELD = FieldNames.counted(RecordKind.ARTICLE, TermField.AFFILIATION_ID);

    private final Ancestors ancestors;
    private final Ordinals.OfField ordinals;
    private final int[] counts;
    /** Last article counted for each ancestor organization. */
    private final int[] last;

    AncestorCounts(Snapshot snapshot, TermField field) {
        snapshot.require(FIELD);
        ordinals = snapshot.ordinals().of(FIELD);
        ancestors = snapshot.ancestors().of(field);
        counts = new int[ancestors.all().size()];
        last = new int[counts.length];
        Arrays.fill(last, -1);
    }

    /** Adds the live (not deleted) articles of an index segment to the counts. */
    void add(LeafReaderContext leaf, FixedBitSet some) throws IOException {
        if (counts.length == 0) {
            return;
        }
        SortedSetDocValues organizations = DocValues.getSortedSet(leaf.reader(), FIELD);
        LongValues global = ordinals.global(leaf.ord);
        DocIdSetIterator docs = new BitSetIterator(some, 0);
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            if (organizations.advanceExact(doc)) {
                for (int i = organizations.docValueCount(); i > 0; i--) {
                    int[] places = ancestors.ofOrganizations()[(int) global.get(organizations.nextOrd())];
                    for (int place : places) {
                        if (last[place] != leaf.docBase + doc) {
                            last[place] = leaf.docBase + doc;
                            counts[place]++;
                        }
                    }
                }
            }
        }
    }

    /** Returns the article counts by facet value. */
    Map<String, Integer> byValue() {
        List<AncestorValue> all = ancestors.all();
        Map<String, Integer> byValue = new HashMap<>();
        for (int place = 0; place < counts.length; place++) {
            byValue.put(all.get(place).value(), counts[place]);
        }
        return byValue;
    }
}
