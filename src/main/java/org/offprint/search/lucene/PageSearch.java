package org.offprint.search.lucene;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchAnswer.Meant;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.Place;
import org.offprint.search.feed.ArticleText;
import org.offprint.search.lucene.facets.SidewaysFacets;
import org.offprint.search.lucene.highlight.Highlights;
import org.offprint.search.lucene.query.ListSort;
import org.offprint.search.lucene.query.QueryTranslation;
import org.offprint.search.lucene.query.RelevanceBoosts;
import org.offprint.search.lucene.reader.Snapshot;
import org.offprint.search.lucene.reader.StoredItems;
import org.offprint.search.lucene.suggest.SpellingCorrection;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Answers one search from one snapshot of the index. */
public final class PageSearch {

    private final Snapshot snapshot;
    private final SearchRequest request;
    private final QueryTranslation translation;
    private final IndexSearcher timed;
    private final Duration longest;
    private final long deadline;
    private final Function<Collection<String>, Map<String, ArticleText>> texts;

    /**
     * @param longest what it may take
     * @param texts reads texts of articles by the hashes of their files, for highlights
     */
    public PageSearch(
            Snapshot snapshot,
            SearchRequest request,
            Duration longest,
            Function<Collection<String>, Map<String, ArticleText>> texts) {
        this.texts = texts;
        this.snapshot = snapshot;
        this.request = request;
        translation = new QueryTranslation(snapshot, request.kind());
        timed = snapshot.timed(longest);
        this.longest = longest;
        deadline = System.nanoTime() + longest.toNanos();
    }

    public SearchAnswer answer() throws IOException {
        Query words = request.query() == null ? null : translation.of(request.query());
        Map<String, Query> filters = new LinkedHashMap<>();
        for (Map.Entry<String, org.offprint.search.query.SearchQuery> filter :
                request.filters().entrySet()) {
            Query translated = translation.of(filter.getValue());
            filters.put(filter.getKey(), translated == null ? translation.all() : translated);
        }
        Query base = base(words, filters.values());
        boolean backwards = request.place() instanceof Place.Beside beside && beside.backwards();
        ListSort sorting = new ListSort(request.kind(), request.order(), backwards, snapshot);
        List<ScoreDoc> found = new ArrayList<>(found(words, filters.values(), base, sorting));
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
            total = snapshot.countOnce(base, timed);
        } else {
            SidewaysFacets counts = new SidewaysFacets(snapshot, request, base(words, List.of()), filters, deadline);
            total = counts.total();
            facets = counts.facets();
        }
        List<Hit> hits = hits(page, sorting, words);
        Meant meant = total == 0 && words != null ? meant(filters.values()) : null;
        if (timed.timedOut()) {
            throw new TooCostlyException("The search took longer than " + longest.toMillis() + " ms.");
        }
        return new SearchAnswer(hits, more, total, facets, meant);
    }

    /** Returns a query that finds something with the same filters; null where none comes to mind. */
    private Meant meant(Collection<Query> filters) throws IOException {
        var instead = new SpellingCorrection(snapshot, request.kind())
                .replacement(request.query(), other -> count(other, filters));
        return instead == null ? null : new Meant(instead, count(instead, filters));
    }

    private int count(org.offprint.search.query.SearchQuery query, Collection<Query> filters) throws IOException {
        Query words = translation.of(query);
        return words == null ? 0 : snapshot.countOnce(base(words, filters), timed);
    }

    /** Returns the query for all that matches, without a score. */
    private Query base(Query words, Iterable<Query> filters) {
        BooleanQuery.Builder base = new BooleanQuery.Builder();
        boolean empty = words == null;
        if (words != null) {
            base.add(words, Occur.FILTER);
        }
        for (Query filter : filters) {
            base.add(filter, Occur.FILTER);
            empty = false;
        }
        Query own = ownJournals();
        if (own != null) {
            base.add(own, Occur.FILTER);
            empty = false;
        }
        if (empty) {
            base.add(translation.all(), Occur.FILTER);
        }
        return base.build();
    }

    /** The journals whose records alone the editor may see. */
    private Query ownJournals() {
        boolean confined = request.journals() != null
                && (request.kind() == RecordKind.ARTICLE || request.kind() == RecordKind.ISSUE);
        if (!confined) {
            return null;
        }
        Set<String> ids = new HashSet<>();
        request.journals().forEach(id -> ids.add(id.toString()));
        try {
            return ids.isEmpty() ? new MatchNoDocsQuery() : translation.oneOf(TermField.JOURNAL_ID, ids);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<ScoreDoc> found(Query words, Collection<Query> filters, Query base, ListSort sorting)
            throws IOException {
        int first = 0;
        int wanted = request.limit() + 1;
        FieldDoc place = null;
        BooleanQuery.Builder query = query(words, filters, base);
        if (request.place() instanceof Place.Numbered numbered) {
            first = (numbered.page() - 1) * request.limit();
            wanted += first;
        } else if (request.place() instanceof Place.Beside beside) {
            place = sorting.place(beside.sortValues());
            Query from = sorting.from(place);
            if (from != null) {
                query.add(from, Occur.FILTER);
            }
        }
        Sort sort = sorting.sort(snapshot);
        wanted = Math.max(
                1, Math.min(wanted, Math.max(1, snapshot.getIndexReader().maxDoc())));
        TopFieldDocs found = timed.search(query.build(), new TopFieldCollectorManager(sort, wanted, place, 1));
        return Arrays.asList(found.scoreDocs).subList(Math.min(first, found.scoreDocs.length), found.scoreDocs.length);
    }

    /** Returns the query for all that matches, with a score where the list is ordered by it. */
    private BooleanQuery.Builder query(Query words, Collection<Query> filters, Query base) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        if (request.order() == SortOrder.RELEVANCE && words != null) {
            // Not as a filter too: everything would be looked up twice.
            query.add(words, Occur.MUST);
            filters.forEach(filter -> query.add(filter, Occur.FILTER));
            Query own = ownJournals();
            if (own != null) {
                query.add(own, Occur.FILTER);
            }
            RelevanceBoosts.add(request, snapshot, query);
        } else {
            query.add(base, Occur.FILTER);
        }
        return query;
    }

    private List<Hit> hits(List<ScoreDoc> page, ListSort sorting, Query words) throws IOException {
        StoredItems items = new StoredItems(snapshot);
        Highlights highlights =
                request.highlight() && words != null ? new Highlights(request.query(), words, snapshot) : null;
        Map<Integer, ArticleText> fullTexts =
                highlights != null && highlights.areOfFullTexts() ? fullTexts(page, items) : Map.of();
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc doc : page) {
            List<String> values = sorting.values((FieldDoc) doc);
            // Long texts could take longer than a search may.
            ArticleText text = System.nanoTime() < deadline ? fullTexts.get(doc.doc) : null;
            hits.add(new Hit(
                    values.get(values.size() - 1),
                    items.of(doc.doc),
                    request.kind() == RecordKind.ARTICLE ? items.citations(doc.doc) : null,
                    request.kind() == RecordKind.AFFILIATION ? items.merged(doc.doc) : null,
                    values,
                    highlights == null ? Map.of() : highlights.of(doc.doc, text)));
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
