package org.offprint.search.embedded.suggest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReaderContext;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.documents.PrefixTerms;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.MisspelledWords;
import org.offprint.search.lucene.query.TypedText;
import org.offprint.search.schema.RecordKind;

/**
 * Translates partly typed words into queries. A query finds the records of one kind that contain words with the typed
 * prefixes.
 */
final class PrefixQueries {

    private final Snapshot snapshot;
    private final List<Token> typed;
    /** Cache of exact prefix queries by record kind. */
    private final Map<RecordKind, ExactPrefixes> known = new EnumMap<>(RecordKind.class);

    PrefixQueries(Snapshot snapshot, List<Token> typed) {
        this.snapshot = snapshot;
        this.typed = typed;
    }

    /**
     * Returns the query for the records of a kind that match all typed words.
     *
     * @param fuzzyTerms finder of similar terms; null to match only exact prefixes
     * @return null if it is certain that no record matches
     */
    Query of(RecordKind kind, FuzzyTerms fuzzyTerms) throws IOException {
        ExactPrefixes exact = known.get(kind);
        if (exact == null) {
            exact = new ExactPrefixes(new TermLookup(snapshot, FieldNames.suggested(kind)));
            known.put(kind, exact);
        }
        return fuzzyTerms == null ? exactly(exact) : forgiving(exact, fuzzyTerms);
    }

    private Query exactly(ExactPrefixes exact) throws IOException {
        List<List<Query>> words = new ArrayList<>();
        for (Token token : typed) {
            List<Query> forms = exact.of(token);
            if (forms.isEmpty()) {
                return null;
            }
            words.add(forms);
        }
        return all(exact, words);
    }

    private Query forgiving(ExactPrefixes exact, FuzzyTerms fuzzyTerms) throws IOException {
        List<List<Query>> words = new ArrayList<>();
        BitSet missing = new BitSet();
        for (Token token : typed) {
            List<Query> forms = exact.of(token);
            missing.set(words.size(), forms.isEmpty());
            words.add(forms);
        }
        List<Integer> chosen = MisspelledWords.select(typed, missing);
        if (chosen == null) {
            return null;
        }
        for (int i : chosen) {
            List<Query> forms = new ArrayList<>(words.get(i));
            forms.addAll(fuzzyTerms.of(PrefixTerms.of(typed.get(i).term()), exact.terms.field()));
            if (forms.isEmpty()) {
                return null;
            }
            words.set(i, forms);
        }
        return all(exact, words);
    }

    private Query all(ExactPrefixes exact, List<List<Query>> words) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int i = 0; i < typed.size(); i++) {
            all.add(any(words.get(i)), Occur.MUST);
            Query whole = exact.terms.query(PrefixTerms.of(typed.get(i).term()) + PrefixTerms.END_MARKER);
            if (whole != null) {
                all.add(new BoostQuery(new ConstantScoreQuery(whole), PrefixTerms.WHOLE_WORD_WEIGHT), Occur.SHOULD);
            }
        }
        return all.build();
    }

    private static Query any(List<Query> forms) {
        if (forms.size() == 1) {
            return forms.get(0);
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        forms.forEach(form -> any.add(form, Occur.SHOULD));
        return any.build();
    }

    /** Looks up exact word prefixes in the index field of one record kind, on demand. */
    private static final class ExactPrefixes {

        private final TermLookup terms;
        private final Map<Token, List<Query>> known = new IdentityHashMap<>();

        ExactPrefixes(TermLookup terms) {
            this.terms = terms;
        }

        /** Returns the prefix queries for a typed word, or an empty list if no record matches. */
        List<Query> of(Token token) throws IOException {
            List<Query> forms = known.get(token);
            if (forms == null) {
                forms = found(token);
                known.put(token, forms);
            }
            return forms;
        }

        private List<Query> found(Token token) throws IOException {
            List<Query> found = new ArrayList<>();
            for (String prefix : TypedText.prefixes(token)) {
                Query query = terms.query(prefix);
                if (query != null) {
                    found.add(query);
                }
            }
            return found;
        }
    }

    /**
     * Looks up many terms of one field. The term dictionary of each segment is opened only once. Terms that no segment
     * contains are detected before the search.
     */
    private static final class TermLookup {

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

        /** Returns the query for the records with the given term, or null if no segment contains it. */
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
}
