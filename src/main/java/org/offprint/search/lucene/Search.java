package org.offprint.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.offprint.search.DateField;
import org.offprint.search.Kind;
import org.offprint.search.Order;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.Place;
import org.offprint.search.TermField;
import org.offprint.search.TextField;

/** One search in one moment of the index. */
final class Search {

    private static final long LONGEST_MILLIS = 2_000;

    /** What the newest article gains in relevance; one of this many years before gains half. */
    private static final float NEWNESS = 0.5f;

    private static final long HALF_NEW_MILLIS = 5L * 365 * 24 * 60 * 60 * 1000;
    private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;

    private final Snapshot snapshot;
    private final SearchRequest request;
    private final Translation translation;
    private final IndexSearcher timed;
    private final long deadline = System.nanoTime() + LONGEST_MILLIS * 1_000_000;

    Search(Snapshot snapshot, SearchRequest request) {
        this.snapshot = snapshot;
        this.request = request;
        translation = new Translation(snapshot, request.kind());
        IndexReader reader = snapshot.getIndexReader();
        timed = new IndexSearcher(reader);
        timed.setSimilarity(snapshot.getSimilarity());
        timed.setTimeout(new QueryTimeoutImpl(LONGEST_MILLIS));
    }

    SearchAnswer answer() throws IOException {
        Query words = request.query() == null ? null : translation.of(request.query());
        Map<String, Query> filters = new LinkedHashMap<>();
        for (Map.Entry<String, org.offprint.search.Query> filter :
                request.filters().entrySet()) {
            Query translated = translation.of(filter.getValue());
            filters.put(filter.getKey(), translated == null ? translation.all() : translated);
        }
        Query base = base(words, filters.values());
        boolean backwards = request.place() instanceof Place.Beside beside && beside.backwards();
        Sorting sorting = new Sorting(request.kind(), request.order(), backwards);
        List<ScoreDoc> found = new ArrayList<>(found(words, base, sorting));
        boolean more = found.size() > request.limit();
        List<ScoreDoc> page = more ? found.subList(0, request.limit()) : found;
        if (backwards) {
            Collections.reverse(page);
        }
        List<Facet> facets = List.of();
        long total;
        if (request.facets().isEmpty()) {
            total = snapshot.countOnce(base, timed);
        } else {
            FacetCounts counts = new FacetCounts(snapshot, request, base(words, List.of()), filters, deadline);
            total = counts.total();
            facets = counts.facets();
        }
        List<Hit> hits = hits(page, sorting, words);
        if (timed.timedOut()) {
            throw new TooCostlyException("The search took longer than " + LONGEST_MILLIS / 1000 + " seconds.");
        }
        return new SearchAnswer(hits, more, total, facets);
    }

    /** What has to match, without a score. */
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
        boolean confined =
                request.journals() != null && (request.kind() == Kind.ARTICLE || request.kind() == Kind.ISSUE);
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

    private List<ScoreDoc> found(Query words, Query base, Sorting sorting) throws IOException {
        int first = 0;
        int wanted = request.limit() + 1;
        FieldDoc place = null;
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(base, Occur.FILTER);
        if (request.order() == Order.RELEVANCE && words != null) {
            query.add(words, Occur.MUST);
            preferences(query);
        }
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
        wanted = Math.max(
                1, Math.min(wanted, Math.max(1, snapshot.getIndexReader().maxDoc())));
        TopFieldDocs found =
                timed.search(query.build(), new TopFieldCollectorManager(sorting.sort(), wanted, place, 1));
        return Arrays.asList(found.scoreDocs).subList(Math.min(first, found.scoreDocs.length), found.scoreDocs.length);
    }

    /** The words next to each other stand before the words apart, and of alike articles the newer one before the older. */
    private void preferences(BooleanQuery.Builder query) {
        TextQueries texts = new TextQueries(snapshot, request.kind());
        String together = together(request.query());
        if (together != null) {
            for (TextField field : List.of(TextField.TITLE, TextField.NAME, TextField.AUTHOR)) {
                if (field.isOf(request.kind())) {
                    query.add(new BoostQuery(texts.phraseIn(field, Words.ofQuery(together)), 1.5f), Occur.SHOULD);
                }
            }
        }
        if (request.kind() == Kind.ARTICLE) {
            long today = System.currentTimeMillis() / DAY_MILLIS * DAY_MILLIS;
            query.add(
                    LongPoint.newDistanceFeatureQuery(
                            Fields.date(Kind.ARTICLE, DateField.PUBLISHED), NEWNESS, today, HALF_NEW_MILLIS),
                    Occur.SHOULD);
        }
    }

    /** The words of a query of nothing but words, as one text; null where it is another. */
    private static String together(org.offprint.search.Query query) {
        List<org.offprint.search.Query> parts =
                query instanceof org.offprint.search.Query.And and ? and.parts() : List.of(query);
        StringBuilder text = new StringBuilder();
        for (org.offprint.search.Query part : parts) {
            if (!(part instanceof org.offprint.search.Query.Word word) || word.field() != TextField.ANY) {
                return null;
            }
            text.append(text.isEmpty() ? "" : " ").append(word.text());
        }
        return Words.ofQuery(text.toString()).size() < 2 ? null : text.toString();
    }

    private List<Hit> hits(List<ScoreDoc> page, Sorting sorting, Query words) throws IOException {
        boolean marked = request.highlight() && words != null;
        Marks marks = marked ? new Marks(words, snapshot) : null;
        Set<String> wanted = marked
                ? Set.of(Fields.ITEM, Fields.stored(TextField.TITLE), Fields.stored(TextField.ABSTRACT))
                : Set.of(Fields.ITEM);
        StoredFields stored = snapshot.storedFields();
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc doc : page) {
            Document document = stored.document(doc.doc, wanted);
            var item = document.getBinaryValue(Fields.ITEM);
            List<String> values = sorting.values((FieldDoc) doc);
            hits.add(new Hit(
                    values.get(values.size() - 1),
                    item == null ? null : Arrays.copyOfRange(item.bytes, item.offset, item.offset + item.length),
                    values,
                    marked ? marks.of(document) : Map.of()));
        }
        return hits;
    }
}
