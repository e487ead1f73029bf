package org.offprint.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** How many records have each of many terms of one field: quick where they are asked for in their order. */
final class TermCounts {

    private record Segment(TermsEnum terms, Bits live) {}

    private final List<Segment> segments = new ArrayList<>();
    private PostingsEnum postings;

    TermCounts(Snapshot snapshot, String field) throws IOException {
        snapshot.require(field);
        for (LeafReaderContext leaf : snapshot.getLeafContexts()) {
            Terms terms = leaf.reader().terms(field);
            if (terms != null) {
                segments.add(new Segment(terms.iterator(), leaf.reader().getLiveDocs()));
            }
        }
    }

    int of(String value) throws IOException {
        BytesRef term = new BytesRef(value);
        int count = 0;
        for (Segment segment : segments) {
            if (segment.terms().seekExact(term)) {
                count += segment.live() == null ? segment.terms().docFreq() : live(segment);
            }
        }
        return count;
    }

    private int live(Segment segment) throws IOException {
        postings = segment.terms().postings(postings, PostingsEnum.NONE);
        int count = 0;
        for (int at = postings.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = postings.nextDoc()) {
            if (segment.live().get(at)) {
                count++;
            }
        }
        return count;
    }
}
