package org.offprint.search.embedded.suggest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.Suggestion;
import org.offprint.search.embedded.reader.RecordLookup;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.embedded.reader.StoredTexts;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.IdentifierQueries;
import org.offprint.search.lucene.query.InitialsQueries;
import org.offprint.search.lucene.query.QueryTranslation;
import org.offprint.search.lucene.query.TypedText;
import org.offprint.search.query.SearchQuery.Identifier;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Suggests records for a partly typed text, from one snapshot of the index. */
public final class SuggestionSearch {

    /**
     * Timeout of suggestion queries, which is reached only on an overloaded machine. A query that times out returns no
     * partial result, because such results would differ from call to call.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Snapshot snapshot;
    private final Set<RecordKind> kinds;
    private final int limit;
    private final IndexSearcher timed;
    private final AtomicInteger fuzzySearches = new AtomicInteger();
    private final TopHits topHits;

    public SuggestionSearch(Snapshot snapshot, Set<RecordKind> kinds, int limit) {
        this(snapshot, kinds, limit, TIMEOUT);
    }

    /**
     * Creates a search for suggestions.
     *
     * @param longest timeout of the suggestion queries
     */
    SuggestionSearch(Snapshot snapshot, Set<RecordKind> kinds, int limit, Duration longest) {
        this.snapshot = snapshot;
        this.kinds = kinds;
        this.limit = limit;
        timed = snapshot.withTimeout(longest);
        topHits = new TopHits(snapshot, timed, limit);
    }

    /**
     * Hit of a suggestion query.
     *
     * @param rank rank among the hits of the same record kind, 0 for the best hit
     */
    private record SuggestedHit(RecordKind kind, int rank, ScoreDoc doc) {}

    /** Returns how many times the terms of a field were scanned for misspelled words. */
    int fuzzySearches() {
        return fuzzySearches.get();
    }

    /**
     * Returns search suggestions for a partly typed text. The same text always has the same suggestions in one index
     * snapshot.
     *
     * @throws TooCostlyException if a query took too long
     */
    public List<Suggestion> of(String text) throws IOException {
        Identifier identifier = TypedText.identifier(text);
        List<Token> tokens = TextTokenizer.ofQuery(text);
        List<SuggestedHit> found = new ArrayList<>();
        if (identifier != null) {
            for (RecordKind kind : kinds) {
                found.addAll(best(kind, having(kind, identifier)));
            }
        }
        if (!tokens.isEmpty() && (identifier == null || IdentifierQueries.isTwoNumbers(identifier))) {
            PrefixQueries prefixQueries =
                    new PrefixQueries(snapshot, tokens.subList(0, Math.min(tokens.size(), TypedText.MAX_WORDS)));
            for (RecordKind kind : kinds) {
                found.addAll(best(kind, prefixQueries.of(kind, null)));
            }
            if (found.isEmpty() && kinds.contains(RecordKind.PERSON)) {
                found.addAll(byInitials(text));
            }
            for (int kept = 1; kept >= 0 && found.isEmpty(); kept--) {
                FuzzyTerms fuzzyTerms = new FuzzyTerms(snapshot, kept, fuzzySearches);
                for (RecordKind kind : kinds) {
                    found.addAll(best(kind, prefixQueries.of(kind, fuzzyTerms)));
                }
            }
        }
        Identifier number = IdentifierQueries.bareIssn(text);
        if (number != null) {
            for (RecordKind kind : kinds) {
                found.addAll(best(kind, having(kind, number)));
            }
        }
        if (timed.timedOut()) {
            throw new TooCostlyException("Suggestions took too long. Try again in a moment, or type another letter.");
        }
        // The best hit of every record kind comes first, then the second-best hit of every kind, so that no kind
        // displaces another.
        found.sort(Comparator.comparingInt(SuggestedHit::rank)
                .thenComparing(each -> -each.doc().score)
                .thenComparing(SuggestedHit::kind));
        List<Suggestion> suggestions = new ArrayList<>();
        // A typed number can match the same record twice, as an identifier and as a word of its title.
        Set<Integer> suggested = new HashSet<>();
        for (SuggestedHit each : found) {
            if (suggestions.size() < limit && suggested.add(each.doc().doc)) {
                suggestions.add(shown(each.kind(), each.doc().doc, tokens));
            }
        }
        return suggestions;
    }

    /** Returns the search suggestion for a record. */
    private Suggestion shown(RecordKind kind, int doc, List<Token> typed) throws IOException {
        List<LeafReaderContext> leaves = snapshot.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        int inLeaf = doc - leaf.docBase;
        var keys = DocValues.getSorted(leaf.reader(), FieldNames.KEY);
        keys.advanceExact(inLeaf);
        String key = keys.lookupOrd(keys.ordValue()).utf8ToString();
        String titles = FieldNames.stored(FullTextField.TITLE);
        Set<String> shown = kind == RecordKind.ARTICLE ? Set.of(FieldNames.LABEL, titles) : Set.of(FieldNames.LABEL);
        StoredTexts texts = new StoredTexts(snapshot, shown);
        String label = texts.one(FieldNames.LABEL, doc);
        return switch (kind) {
            case ARTICLE -> new Suggestion(kind, key, TypedText.title(texts.of(titles, doc), label, typed), null);
            case ISSUE -> new Suggestion(kind, key, label, null);
            case JOURNAL -> new Suggestion(kind, key, label, articles(kind, TermField.JOURNAL_ID, key));
            case AFFILIATION -> new Suggestion(kind, key, label, articles(kind, TermField.AFFILIATION_ID, key));
            case PERSON, KEYWORD -> {
                snapshot.require(FieldNames.ARTICLES);
                var articles = DocValues.getNumeric(leaf.reader(), FieldNames.ARTICLES);
                yield new Suggestion(kind, key, label, articles.advanceExact(inLeaf) ? articles.longValue() : 0);
            }
        };
    }

    /** Returns the number of articles with the given field value. */
    private long articles(RecordKind kind, TermField field, String key) throws IOException {
        return snapshot.countArticlesOnce(
                kind,
                key,
                () -> snapshot.count(new QueryTranslation(new RecordLookup(snapshot), RecordKind.ARTICLE)
                        .oneOf(field, Set.of(key))));
    }

    /** Finds people by initials written together, as in the citation "Müller HP". */
    private List<SuggestedHit> byInitials(String text) throws IOException {
        String apart = InitialsQueries.apart(text);
        List<Token> tokens = apart == null ? List.of() : TextTokenizer.ofQuery(apart);
        return tokens.isEmpty() || tokens.size() > TypedText.MAX_WORDS
                ? List.of()
                : best(RecordKind.PERSON, new PrefixQueries(snapshot, tokens).of(RecordKind.PERSON, null));
    }

    /**
     * Returns the best hits of a query.
     *
     * @param query the query; null if it is certain that there are no hits
     */
    private List<SuggestedHit> best(RecordKind kind, Query query) throws IOException {
        if (query == null) {
            return List.of();
        }
        List<ScoreDoc> docs = topHits.of(kind, query);
        List<SuggestedHit> found = new ArrayList<>();
        for (int i = 0; i < docs.size(); i++) {
            found.add(new SuggestedHit(kind, i, docs.get(i)));
        }
        return found;
    }

    /**
     * Returns the query for records whose identifier equals the typed identifier or, for a partly typed DOI, begins
     * with it.
     */
    private Query having(RecordKind kind, Identifier identifier) throws IOException {
        String value = identifier.value();
        int path = identifier.scheme() == Scheme.URL ? value.indexOf("/v1/") : -1;
        BytesRef text =
                new BytesRef(IndexRecord.identifier(identifier.scheme(), path < 0 ? value : value.substring(path)));
        String field = FieldNames.ownIdentifiers(kind);
        NavigableSet<BytesRef> beginning = new TreeSet<>();
        List<BytesRef> held = new ArrayList<>(List.of(text));
        if (identifier.scheme() == Scheme.DOI) {
            held.add(new BytesRef(IndexRecord.identifier(Scheme.DOI, IdentifierQueries.withoutTail(value))));
            for (LeafReaderContext leaf : snapshot.getIndexReader().leaves()) {
                Terms terms = leaf.reader().terms(field);
                TermsEnum each = terms == null ? null : terms.iterator();
                if (each != null && each.seekCeil(text) != TermsEnum.SeekStatus.END) {
                    BytesRef term = each.term();
                    for (int i = 0; i < limit && term != null && StringHelper.startsWith(term, text); i++) {
                        beginning.add(BytesRef.deepCopyOf(term));
                        term = each.next();
                    }
                }
            }
        }
        // If too many identifiers match, only the first ones in sort order are searched.
        beginning.stream().limit(limit).forEach(held::add);
        return new BooleanQuery.Builder()
                .add(new TermInSetQuery(field, held), Occur.MUST)
                .add(new TermQuery(new Term(field, text)), Occur.SHOULD)
                .build();
    }
}
