package org.offprint.search.embedded.reader;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.IndexMoment;
import org.offprint.search.SearchIndex.NotReadyException;
import org.offprint.search.lucene.analysis.Stemming;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.IndexSimilarity;
import org.offprint.search.lucene.mapping.Mapping;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Searcher for one snapshot of the index, with cached counts and statistics. */
public final class Snapshot extends IndexSearcher {

    private static final int COUNTS = 500;
    private static final int LED_TO = 2_000;

    // The caches are concurrent maps, because every search uses them and a lock would block all search threads.
    private final Cache<Query, Integer> counts =
            Caffeine.newBuilder().maximumSize(COUNTS).build();
    /** Cache of article counts, keyed by the kind and key of the record. */
    private final Cache<String, Long> ledTo =
            Caffeine.newBuilder().maximumSize(LED_TO).build();

    /** Cache of Lucene's collection statistics by field. */
    private final Map<String, CollectionStatistics> statistics = new ConcurrentHashMap<>();

    private final IndexMoment moment = new IndexMoment();
    private final Ordinals ordinals;
    private final Mapping mapping;
    private volatile Set<String> languages;
    private final OrganizationAncestors ancestors;

    Snapshot(IndexReader reader, Mapping mapping) {
        super(reader);
        this.mapping = mapping;
        setSimilarity(IndexSimilarity.similarity());
        ordinals = new Ordinals(reader);
        ancestors = new OrganizationAncestors(reader, ordinals, mapping);
    }

    /** Checks that the index has all fields of a query. Lucene calls this method for every query. */
    @Override
    public Query rewrite(Query query) throws IOException {
        mapping.require(query);
        return super.rewrite(query);
    }

    /**
     * Checks that the index has a field that is read without a query.
     *
     * @throws NotReadyException if the index was built by another version and does not have this field in its current
     *     form
     */
    public void require(String field) {
        mapping.require(field);
    }

    /** Returns the given sort after checking its fields like {@link #require}. */
    public Sort required(Sort sort) {
        for (SortField field : sort.getSort()) {
            if (field.getField() != null) {
                require(field.getField());
            }
        }
        return sort;
    }

    /** Returns whether the index has the given field in the form that this version of the program reads. */
    public boolean has(String field) {
        return mapping.has(field);
    }

    /** Returns a searcher for this snapshot that aborts searches after a timeout. */
    public IndexSearcher withTimeout(Duration longest) {
        IndexSearcher timed = new IndexSearcher(getIndexReader()) {
            @Override
            public Query rewrite(Query query) throws IOException {
                mapping.require(query);
                return super.rewrite(query);
            }

            @Override
            public CollectionStatistics collectionStatistics(String field) throws IOException {
                return Snapshot.this.collectionStatistics(field);
            }
        };
        timed.setSimilarity(getSimilarity());
        long end = System.nanoTime() + longest.toNanos();
        timed.setTimeout(() -> System.nanoTime() > end);
        return timed;
    }

    /**
     * Returns field statistics from the cache. Every word of a query needs field statistics, which Lucene computes
     * segment by segment.
     */
    @Override
    public CollectionStatistics collectionStatistics(String field) throws IOException {
        CollectionStatistics known = statistics.get(field);
        if (known == null) {
            known = super.collectionStatistics(field);
            if (known != null) {
                statistics.put(field, known);
            }
        }
        return known;
    }

    /** Returns the languages of the indexed records, limited to languages that have a stemmer. */
    public Set<String> languages() {
        Set<String> known = languages;
        if (known == null && !has(FieldNames.term(RecordKind.ARTICLE, TermField.LANGUAGE))) {
            known = Stemming.languages();
            languages = known;
        } else if (known == null) {
            known = new TreeSet<>();
            collectLanguages(RecordKind.ARTICLE, known);
            collectLanguages(RecordKind.JOURNAL, known);
            known.retainAll(Stemming.languages());
            languages = known;
        }
        return known;
    }

    /** Returns the number of matches of a query. The number is computed once and cached for this snapshot. */
    public int countOnce(Query query, IndexSearcher timed) throws IOException {
        Integer known = counts.getIfPresent(query);
        if (known == null) {
            known = timed.count(query);
            counts.put(query, known);
        }
        return known;
    }

    /** Counts the articles of a record, for example of a journal or organization. */
    public interface ArticleCounter {
        long count() throws IOException;
    }

    /** Returns the number of articles of a record. The number is computed once and cached for this snapshot. */
    public long countArticlesOnce(RecordKind kind, String key, ArticleCounter record) throws IOException {
        String name = FieldNames.record(kind, key);
        Long known = ledTo.getIfPresent(name);
        if (known == null) {
            known = record.count();
            ledTo.put(name, known);
        }
        return known;
    }

    public IndexMoment moment() {
        return moment;
    }

    public Ordinals ordinals() {
        return ordinals;
    }

    /** Returns the ancestors of the organizations that articles name. */
    public OrganizationAncestors ancestors() {
        return ancestors;
    }

    /** Returns the terms of a field, one enumeration for each segment that contains the field. */
    List<TermsEnum> terms(String field) throws IOException {
        require(field);
        List<TermsEnum> all = new ArrayList<>();
        for (LeafReaderContext leaf : getLeafContexts()) {
            Terms terms = leaf.reader().terms(field);
            if (terms != null) {
                all.add(terms.iterator());
            }
        }
        return all;
    }

    private void collectLanguages(RecordKind kind, Set<String> languages) {
        try {
            Terms terms = MultiTerms.getTerms(getIndexReader(), FieldNames.term(kind, TermField.LANGUAGE));
            if (terms == null) {
                return;
            }
            TermsEnum each = terms.iterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                languages.add(term.utf8ToString().split("-")[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
