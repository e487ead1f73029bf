package org.offprint.search.lucene.query;

import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.TermQuery;
import org.offprint.search.SearchRequest;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.mapping.CollationKeys;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/**
 * Score boosts that order hits of similar relevance. Records with all words in the title precede records with the words
 * in other texts. Adjacent words precede separate words, and newer articles precede older ones.
 */
public final class RelevanceBoosts {

    /** Score added to the newest articles. An article that is five years old receives half of the score. */
    private static final float NEWNESS = 0.5f;

    private static final long HALF_NEW_MILLIS = 5L * 365 * 24 * 60 * 60 * 1000;
    private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;

    private static final float TOGETHER = 1.5f;
    private static final float ALL_IN_TITLE = 1;
    private static final float WHOLE_TITLE = 4;

    private RelevanceBoosts() {}

    /** Adds the score boosts to a query. */
    public static void add(SearchRequest request, IndexedRecords records, BooleanQuery.Builder query) {
        TextQueries texts = new TextQueries(records, request.kind());
        String words = words(request.query());
        String together = words == null || TextTokenizer.ofQuery(words).size() < 2 ? null : words;
        SortOrder byTitle = SortOrder.TITLE.isOf(request.kind()) ? SortOrder.TITLE : SortOrder.NAME;
        String titles = FieldNames.order(request.kind(), byTitle);
        if (words != null && byTitle.isOf(request.kind()) && records.has(titles)) {
            var whole = new ConstantScoreQuery(new TermQuery(new Term(titles, CollationKeys.collated(words))));
            query.add(new BoostQuery(whole, WHOLE_TITLE), Occur.SHOULD);
        }
        if (together != null) {
            for (FullTextField field : List.of(FullTextField.TITLE, FullTextField.NAME, FullTextField.AUTHOR)) {
                if (field.isOf(request.kind())) {
                    query.add(
                            new BoostQuery(texts.phraseIn(field, TextTokenizer.ofQuery(together)), TOGETHER),
                            Occur.SHOULD);
                }
            }
        }
        if (request.kind() == RecordKind.ARTICLE) {
            if (together != null) {
                query.add(
                        new BoostQuery(new ConstantScoreQuery(inTitle(request.query(), texts)), ALL_IN_TITLE),
                        Occur.SHOULD);
            }
            long today = System.currentTimeMillis() / DAY_MILLIS * DAY_MILLIS;
            query.add(
                    new NearnessQuery(
                            FieldNames.date(RecordKind.ARTICLE, DateField.PUBLISHED), NEWNESS, today, HALF_NEW_MILLIS),
                    Occur.SHOULD);
        }
    }

    private static BooleanQuery inTitle(SearchQuery words, TextQueries texts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<SearchQuery> parts = words instanceof SearchQuery.And and ? and.parts() : List.of(words);
        for (SearchQuery part : parts) {
            var inTitle = part instanceof SearchQuery.Word word ? texts.word(FullTextField.TITLE, word.text()) : null;
            if (inTitle != null) {
                all.add(inTitle, Occur.FILTER);
            }
        }
        return all.build();
    }

    /** Returns the words of a query as one string, or null if the query contains anything but words. */
    private static String words(SearchQuery query) {
        List<SearchQuery> parts = query instanceof SearchQuery.And and ? and.parts() : List.of(query);
        StringBuilder text = new StringBuilder();
        for (SearchQuery part : parts) {
            if (!(part instanceof SearchQuery.Word word) || word.field() != FullTextField.ANY) {
                return null;
            }
            text.append(text.isEmpty() ? "" : " ").append(word.text());
        }
        return text.toString();
    }
}
