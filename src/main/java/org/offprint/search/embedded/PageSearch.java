package org.offprint.search.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.CorrectedQuery;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.embedded.facets.SidewaysFacets;
import org.offprint.search.embedded.reader.RecordLookup;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.embedded.reader.StoredItems;
import org.offprint.search.embedded.reader.StoredTexts;
import org.offprint.search.embedded.suggest.SnapshotDictionary;
import org.offprint.search.feed.ArticleText;
import org.offprint.search.lucene.highlight.Highlights;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.ListSort;
import org.offprint.search.lucene.query.PageQuery;
import org.offprint.search.lucene.query.SpellingCorrection;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;

/** Answers one search request from one snapshot of the index. */
public final class PageSearch {

    private static final String TITLES = FieldNames.stored(FullTextField.TITLE);
    private static final String ABSTRACTS = FieldNames.stored(FullTextField.ABSTRACT);
    private static final Set<String> STORED = Set.of(TITLES, ABSTRACTS);

    private final Snapshot snapshot;
    private final SearchRequest request;
    private final PageQuery query;
    private final IndexSearcher timed;
    private final long deadline;
    private final Function<Collection<String>, Map<String, ArticleText>> texts;

    /**
     * Creates a search over one snapshot of the index.
     *
     * @param longest maximum duration of the search
     * @param texts loads the full texts of articles by file hash, for highlights
     */
    public PageSearch(
            Snapshot snapshot,
            SearchRequest request,
            Duration longest,
            Function<Collection<String>, Map<String, ArticleText>> texts)
            throws IOException {
        this.texts = texts;
        this.snapshot = snapshot;
        this.request = request;
        query = new PageQuery(request, new RecordLookup(snapshot));
        timed = snapshot.withTimeout(longest);
        deadline = System.nanoTime() + longest.toNanos();
    }

    public SearchAnswer answer() throws IOException {
        boolean backwards = request.place() instanceof PagePosition.Beside beside && beside.backwards();
        ListSort sorting = new ListSort(request.kind(), request.order(), backwards, snapshot::has);
        List<ScoreDoc> found = new ArrayList<>(found(sorting));
        boolean more = found.size() > request.limit();
        List<ScoreDoc> page = more ? found.subList(0, request.limit()) : found;
        if (backwards) {
            Collections.reverse(page);
        }
        List<Facet> facets = List.of();
        long total;
        if (!request.counted()) {
            total = -1;
        } else if (request.facets().isEmpty()) {
            total = snapshot.countOnce(query.base(), timed);
        } else {
            SidewaysFacets counts =
                    new SidewaysFacets(snapshot, request, query.withoutFilters(), query.filters(), deadline);
            total = counts.total();
            facets = counts.facets();
        }
        List<Hit> hits = hits(page, sorting, query.words());
        CorrectedQuery meant = total == 0 && query.words() != null ? correctedQuery() : null;
        if (timed.timedOut()) {
            throw TooCostlyException.timedOut();
        }
        return new SearchAnswer(hits, more, total, facets, meant, snapshot.moment());
    }

    /** Returns a corrected query with at least one hit under the same filters, or null if there is no suggestion. */
    private CorrectedQuery correctedQuery() throws IOException {
        SearchQuery instead = new SpellingCorrection(
                        new RecordLookup(snapshot), new SnapshotDictionary(snapshot), request.kind())
                .replacement(request.query(), this::count);
        return instead == null ? null : new CorrectedQuery(instead, count(instead));
    }

    private long count(SearchQuery other) throws IOException {
        Query instead = query.replacement(other);
        return instead == null ? 0 : snapshot.countOnce(instead, timed);
    }

    private List<ScoreDoc> found(ListSort sorting) throws IOException {
        int first = 0;
        int wanted = request.limit() + 1;
        FieldDoc place = null;
        Query ranked = query.ranked(query.filters().values());
        if (request.place() instanceof PagePosition.Numbered numbered) {
            first = (numbered.page() - 1) * request.limit();
            wanted += first;
        } else if (request.place() instanceof PagePosition.Beside beside) {
            place = sorting.position(beside.sortValues());
            Query from = sorting.from(place);
            if (from != null) {
                ranked = new BooleanQuery.Builder()
                        .add(ranked, Occur.FILTER)
                        .add(from, Occur.FILTER)
                        .build();
            }
        }
        Sort sort = snapshot.required(sorting.sort());
        wanted = Math.max(
                1, Math.min(wanted, Math.max(1, snapshot.getIndexReader().maxDoc())));
        TopFieldDocs found = timed.search(ranked, new TopFieldCollectorManager(sort, wanted, place, 1));
        return Arrays.asList(found.scoreDocs).subList(Math.min(first, found.scoreDocs.length), found.scoreDocs.length);
    }

    private List<Hit> hits(List<ScoreDoc> page, ListSort sorting, Query words) throws IOException {
        StoredItems items = new StoredItems(snapshot);
        StoredTexts stored = new StoredTexts(snapshot, STORED);
        Highlights highlights = request.highlight() && words != null
                ? new Highlights(request.query(), words, snapshot.languages())
                : null;
        Map<Integer, ArticleText> fullTexts =
                highlights != null && highlights.includeFullTexts() ? fullTexts(page, items) : Map.of();
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            ScoreDoc doc = page.get(i);
            byte[] item = request.listed() ? items.of(doc.doc) : null;
            boolean isAtEnd = i == 0 || i == page.size() - 1;
            // No full text is highlighted after the deadline, because highlighting a long text takes too much time.
            ArticleText text = System.nanoTime() < deadline ? fullTexts.get(doc.doc) : null;
            hits.add(new Hit(
                    sorting.key((FieldDoc) doc),
                    item,
                    request.listed() && request.kind() == RecordKind.ARTICLE ? items.citations(doc.doc) : null,
                    request.kind() == RecordKind.AFFILIATION ? items.merged(doc.doc) : null,
                    isAtEnd ? sorting.values((FieldDoc) doc) : List.of(),
                    highlights == null
                            ? Map.of()
                            : highlights.of(stored.of(TITLES, doc.doc), stored.of(ABSTRACTS, doc.doc, item), text)));
        }
        return hits;
    }

    private Map<Integer, ArticleText> fullTexts(List<ScoreDoc> page, StoredItems items) throws IOException {
        Map<Integer, String> sources = new HashMap<>();
        for (ScoreDoc doc : page) {
            String source = items.source(doc.doc);
            if (source != null) {
                sources.put(doc.doc, source);
            }
        }
        Map<String, ArticleText> stored = texts.apply(new HashSet<>(sources.values()));
        Map<Integer, ArticleText> fullTexts = new HashMap<>();
        sources.forEach((doc, source) -> fullTexts.put(doc, stored.get(source)));
        return fullTexts;
    }
}
