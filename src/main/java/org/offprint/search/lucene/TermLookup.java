package org.offprint.search.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.IndexReaderContext;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Looks up many terms of one field: what opens a segment's terms is made once, and what no segment has is known before
 * anything is searched for.
 */
final class TermLookup {

    private final String field;
    private final IndexReaderContext reader;
    private final TermsEnum[] segments;

    TermLookup(Snapshot snapshot, String field) throws IOException {
        snapshot.require(field);
        this.field = field;
        reader = snapshot.getTopReaderContext();
        List<LeafReaderContext> leaves = snapshot.getLeafContexts();
        segments = new TermsEnum[leaves.size()];
        for (LeafReaderContext leaf : leaves) {
            Terms terms = leaf.reader().terms(field);
            segments[leaf.ord] = terms == null ? null : terms.iterator();
        }
    }

    String field() {
        return field;
    }

    /** What finds the records with this term; null where no segment has it. */
    TermQuery query(String text) throws IOException {
        BytesRef term = new BytesRef(text);
        TermStates found = null;
        for (int i = 0; i < segments.length; i++) {
            TermsEnum segment = segments[i];
            if (segment != null && segment.seekExact(term)) {
                found = found == null ? new TermStates(reader) : found;
                found.register(segment.termState(), i, segment.docFreq(), segment.totalTermFreq());
            }
        }
        return found == null ? null : new TermQuery(new Term(field, term), found);
    }
}
