package org.offprint.search.embedded.suggest;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.lucene.query.SpellingCorrection;
import org.offprint.search.lucene.query.SpellingCorrection.SimilarWord;

/** Dictionary of the words in an index snapshot, for spelling corrections. */
public final class SnapshotDictionary implements SpellingCorrection.Dictionary {

    private final Snapshot snapshot;

    public SnapshotDictionary(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public long count(Query query) throws IOException {
        return snapshot.count(query);
    }

    @Override
    public List<SimilarWord> near(String field, String word, int edits, int kept, int most) throws IOException {
        snapshot.require(field);
        return new EditDistanceTerms(word, edits, kept).in(snapshot.getIndexReader(), field, most);
    }

    @Override
    public long records(List<String> fields, String word) throws IOException {
        long most = 0;
        for (String field : fields) {
            if (snapshot.has(field)) {
                most = Math.max(most, snapshot.count(new TermQuery(new Term(field, word))));
            }
        }
        return most;
    }
}
