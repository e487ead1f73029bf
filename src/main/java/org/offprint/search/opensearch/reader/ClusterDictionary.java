package org.offprint.search.opensearch.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.offprint.search.lucene.suggest.SpellingCorrection.Dictionary;
import org.offprint.search.lucene.suggest.SpellingCorrection.Near;
import org.offprint.search.opensearch.query.ClusterFields;

/** The words of a cluster, by its suggester of terms. */
final class ClusterDictionary implements Dictionary {

    /** A number of records that no word has, so that none counts as too frequent to be misspelled. */
    private static final int ANY_NUMBER = 2_000_000_000;

    private final AudienceSearch search;

    ClusterDictionary(AudienceSearch search) {
        this.search = search;
    }

    @Override
    public long count(Query query) {
        return search.count(query);
    }

    @Override
    public List<Near> near(String field, String word, int edits, int kept, int most) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("field", ClusterFields.name(field));
        terms.put("analyzer", "keyword");
        terms.put("suggest_mode", "always");
        terms.put("sort", "frequency");
        terms.put("max_edits", edits);
        terms.put("prefix_length", kept);
        terms.put("min_word_length", 1);
        terms.put("accuracy", 0.01);
        terms.put("max_term_freq", ANY_NUMBER);
        terms.put("size", most);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Map.of("match_none", Map.of()));
        body.put("size", 0);
        body.put("suggest", Map.of("near", Map.of("text", word, "term", terms)));
        List<Near> near = new ArrayList<>();
        search.ask(body, false).path("suggest").path("near").forEach(each -> each.path("options")
                .forEach(option -> near.add(new Near(
                        option.path("text").asText(), option.path("freq").longValue()))));
        return near;
    }

    @Override
    public long records(String field, String word) {
        return search.count(new TermQuery(new Term(field, word)));
    }
}
