package org.offprint.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery.TopTermsScoringBooleanQueryRewrite;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.offprint.search.Entry;
import org.offprint.search.Kind;
import org.offprint.search.Query.Identifier;
import org.offprint.search.Query.Scheme;
import org.offprint.search.Suggestion;
import org.offprint.search.grammar.QuerySyntax;
import org.offprint.search.grammar.QuerySyntaxException;

/** What may be meant by what was typed, in one moment of the index. */
final class Suggesting {

    /** Whoever types does not wait longer: what was found by then is offered. */
    private static final long LONGEST_MILLIS = 250;

    private static final int MOST_WORDS = 8;
    private static final int MOST_FORMS = 50;
    private static final int SHORTEST_WITH_SLIP = 3;
    private static final float WHOLE_WORD = 40;

    private final Snapshot snapshot;
    private final Set<Kind> kinds;
    private final int limit;
    private final IndexSearcher timed;

    Suggesting(Snapshot snapshot, Set<Kind> kinds, int limit) {
        this.snapshot = snapshot;
        this.kinds = kinds;
        this.limit = limit;
        IndexReader reader = snapshot.getIndexReader();
        timed = new IndexSearcher(reader);
        timed.setSimilarity(snapshot.getSimilarity());
        timed.setTimeout(new QueryTimeoutImpl(LONGEST_MILLIS));
    }

    /** @param rank 0 for the best of its kind */
    private record Found(Kind kind, int rank, ScoreDoc doc) {}

    /** How much a word may differ from what is there. */
    private enum Slip {
        NONE,
        /** One letter wrong, missing, too many or out of order; not the first. */
        WITHIN,
        ANYWHERE
    }

    List<Suggestion> of(String text) throws IOException {
        Identifier identifier = identifier(text);
        List<Place> places = Words.ofQuery(text);
        List<Found> found = new ArrayList<>();
        if (identifier != null) {
            for (Kind kind : kinds) {
                found.addAll(best(kind, having(kind, identifier)));
            }
        } else if (!places.isEmpty()) {
            List<Place> typed = places.subList(0, Math.min(places.size(), MOST_WORDS));
            for (Slip slip : Slip.values()) {
                if (found.isEmpty()) {
                    for (Kind kind : kinds) {
                        found.addAll(best(kind, beginning(kind, typed, slip)));
                    }
                }
            }
        }
        // The best of every kind, then the second, so that no kind hides another.
        found.sort(Comparator.comparingInt(Found::rank)
                .thenComparing(each -> -each.doc().score)
                .thenComparing(Found::kind));
        Suggested suggested = new Suggested(snapshot, places);
        List<Suggestion> suggestions = new ArrayList<>();
        for (Found each : found.subList(0, Math.min(found.size(), limit))) {
            suggestions.add(suggested.of(each.kind(), each.doc().doc));
        }
        return suggestions;
    }

    /** Null where the text is not one identifier. */
    private static Identifier identifier(String text) {
        try {
            return QuerySyntax.words(text, Kind.ARTICLE) instanceof Identifier identifier ? identifier : null;
        } catch (QuerySyntaxException e) {
            return null;
        }
    }

    private List<Found> best(Kind kind, Query query) throws IOException {
        ScoreDoc[] docs = timed.search(query, new TopScoreDocCollectorManager(limit, null, 1)).scoreDocs;
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < docs.length; i++) {
            found.add(new Found(kind, i, docs[i]));
        }
        return found;
    }

    /** What has the identifier, or one that begins like it: of a DOI people may have typed a part. */
    private Query having(Kind kind, Identifier identifier) throws IOException {
        String value = identifier.value();
        int path = identifier.scheme() == Scheme.URL ? value.indexOf("/v1/") : -1;
        BytesRef text = new BytesRef(Entry.identifier(identifier.scheme(), path < 0 ? value : value.substring(path)));
        String field = Fields.ownIdentifiers(kind);
        List<BytesRef> held = new ArrayList<>(List.of(text));
        if (identifier.scheme() == Scheme.DOI) {
            for (LeafReaderContext leaf : snapshot.getIndexReader().leaves()) {
                Terms terms = leaf.reader().terms(field);
                TermsEnum each = terms == null ? null : terms.iterator();
                if (each != null && each.seekCeil(text) != TermsEnum.SeekStatus.END) {
                    BytesRef term = each.term();
                    for (int i = 0; i < limit && term != null && StringHelper.startsWith(term, text); i++) {
                        held.add(BytesRef.deepCopyOf(term));
                        term = each.next();
                    }
                }
            }
        }
        return new BooleanQuery.Builder()
                .add(new TermInSetQuery(field, held), Occur.MUST)
                .add(new TermQuery(new Term(field, text)), Occur.SHOULD)
                .build();
    }

    private Query beginning(Kind kind, List<Place> typed, Slip slip) {
        String field = Fields.suggested(kind);
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Place place : typed) {
            String word = Beginnings.of(place.term());
            all.add(word(field, place, word, slip), Occur.MUST);
            Query whole = new ConstantScoreQuery(new TermQuery(new Term(field, word + Beginnings.END)));
            all.add(new BoostQuery(whole, WHOLE_WORD), Occur.SHOULD);
        }
        return all.build();
    }

    private static Query word(String field, Place place, String word, Slip slip) {
        Query exact = new TermQuery(new Term(field, word));
        BooleanQuery.Builder any = new BooleanQuery.Builder().add(exact, Occur.SHOULD);
        String contracted = place.word() == null ? null : Folding.contracted(word);
        if (contracted != null) {
            any.add(new TermQuery(new Term(field, contracted)), Occur.SHOULD);
        }
        boolean mayDiffer = slip != Slip.NONE
                && place.word() != null
                && word.codePointCount(0, word.length()) >= SHORTEST_WITH_SLIP;
        if (mayDiffer) {
            any.add(
                    new FuzzyQuery(
                            new Term(field, word),
                            1,
                            slip == Slip.WITHIN ? 1 : 0,
                            MOST_FORMS,
                            true,
                            new TopTermsScoringBooleanQueryRewrite(MOST_FORMS)),
                    Occur.SHOULD);
        }
        return contracted == null && !mayDiffer ? exact : any.build();
    }
}
