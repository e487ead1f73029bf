package org.offprint.search.embedded.suggest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.lucene.query.MisspelledWords;

/** Finds indexed terms for words with one wrong, missing, superfluous or transposed letter. */
final class FuzzyTerms {

    private final Snapshot snapshot;
    private final int kept;
    private final AtomicInteger searches;

    /**
     * Creates a finder of similar terms.
     *
     * @param kept number of letters at the beginning of a word that must match
     * @param searches counts how many times the terms of a field are scanned
     */
    FuzzyTerms(Snapshot snapshot, int kept, AtomicInteger searches) {
        this.snapshot = snapshot;
        this.kept = kept;
        this.searches = searches;
    }

    /** Indexed word with Lucene's term states for all segments. */
    private record IndexedWord(String word, TermStates states) {

        static final Comparator<IndexedWord> MOST_FIRST = Comparator.<IndexedWord>comparingInt(
                        form -> -form.states.docFreq())
                .thenComparing(IndexedWord::word);
    }

    /**
     * Returns queries for the indexed terms that are similar to a word, without the word itself. Only the most frequent
     * similar terms are included.
     */
    List<Query> of(String word, String field) throws IOException {
        List<Query> queries = new ArrayList<>();
        float likeness = MisspelledWords.similarity(word);
        for (IndexedWord form : forms(word, field)) {
            queries.add(new BoostQuery(new TermQuery(new Term(field, form.word()), form.states()), likeness));
        }
        return queries;
    }

    private List<IndexedWord> forms(String word, String field) throws IOException {
        CompiledAutomaton automaton = EditDistanceTerms.automaton(word, 1, kept);
        Map<BytesRef, TermStates> found = new HashMap<>();
        searches.incrementAndGet();
        for (LeafReaderContext leaf : snapshot.getLeafContexts()) {
            Terms terms = leaf.reader().terms(field);
            if (terms != null) {
                collect(automaton.getTermsEnum(terms), leaf.ord, found);
            }
        }
        return found.entrySet().stream()
                .map(each -> new IndexedWord(each.getKey().utf8ToString(), each.getValue()))
                .filter(form -> !form.word().equals(word))
                .sorted(IndexedWord.MOST_FIRST)
                .limit(MisspelledWords.MAX_SIMILAR_TERMS)
                .toList();
    }

    private void collect(TermsEnum each, int segment, Map<BytesRef, TermStates> found) throws IOException {
        for (BytesRef term = each.next(); term != null; term = each.next()) {
            TermStates states = found.get(term);
            if (states == null) {
                states = new TermStates(snapshot.getTopReaderContext());
                found.put(BytesRef.deepCopyOf(term), states);
            }
            states.register(each.termState(), segment, each.docFreq(), each.totalTermFreq());
        }
    }
}
