package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.offprint.search.lucene.query.SpellingCorrection.Dictionary;
import org.offprint.search.lucene.query.SpellingCorrection.SimilarWord;
import org.offprint.search.opensearch.client.ClusterFields;
import org.offprint.search.opensearch.client.QueryJson;

/** Words of an OpenSearch index, found with the term suggester. */
final class ClusterDictionary implements Dictionary {

    /**
     * Number that exceeds the record count of any word. OpenSearch therefore considers no word too frequent to be
     * misspelled.
     */
    private static final int ANY_NUMBER = 2_000_000_000;

    private final AudienceSearch search;

    ClusterDictionary(AudienceSearch search) {
        this.search = search;
    }

    @Override
    public long count(Query query) {
        return search.count(query);
    }

    /**
     * Word for which similar terms are searched in a field.
     *
     * @param kept number of letters at the beginning that must match
     */
    record SearchedWord(String field, String word, int kept) {}

    @Override
    public List<SimilarWord> near(String field, String word, int edits, int kept, int most) {
        SearchedWord sought = new SearchedWord(field, word, edits == 1 ? kept : Math.max(1, kept));
        List<SimilarWord> near = near(Set.of(sought), edits, most).get(sought);
        if (edits == 1 || kept > 0) {
            return near;
        }
        // The OpenSearch suggester requires a matching first letter for two edits. Possible corrections of the first
        // letter are therefore tried as separate words.
        Map<String, SimilarWord> all = new HashMap<>();
        near.forEach(each -> all.put(each.word(), each));
        near(withFirstLetterCorrected(field, word), 1, most)
                .values()
                .forEach(found -> found.forEach(each -> all.put(each.word(), each)));
        return all.values().stream().sorted(SimilarWord.MOST_FIRST).limit(most).toList();
    }

    /** Returns candidate words that correct a wrong, missing, superfluous or transposed first letter. */
    private static Set<SearchedWord> withFirstLetterCorrected(String field, String word) {
        Set<SearchedWord> words = new LinkedHashSet<>();
        int first = word.codePointAt(0);
        String rest = word.substring(Character.charCount(first));
        if (!rest.isEmpty()) {
            words.add(new SearchedWord(field, rest, 0));
            int second = rest.codePointAt(0);
            words.add(new SearchedWord(
                    field,
                    Character.toString(second)
                            + Character.toString(first)
                            + rest.substring(Character.charCount(second)),
                    1));
        }
        alphabet(first).codePoints().mapToObj(Character::toString).forEach(letter -> {
            words.add(new SearchedWord(field, letter + rest, 1));
            words.add(new SearchedWord(field, letter + word, 1));
        });
        return words;
    }

    /**
     * Returns all possible first letters of folded words in the script of the given letter. Returns an empty string for
     * scripts other than Latin, Greek and Cyrillic.
     */
    private static String alphabet(int letter) {
        return switch (Character.UnicodeScript.of(letter)) {
            case LATIN -> "abcdefghijklmnopqrstuvwxyz";
            case GREEK -> "αβγδεζηθικλμνξοπρστυφχψω";
            case CYRILLIC -> "абвгдежзийклмнопрстуфхцчшщъыьэюя";
            default -> "";
        };
    }

    /**
     * Returns the similar terms of several words with one request, like {@link Dictionary#near} for one word. The
     * result contains a list of terms for each word.
     */
    Map<SearchedWord, List<SimilarWord>> near(Set<SearchedWord> words, int edits, int most) {
        Map<String, Object> asked = new LinkedHashMap<>();
        List<SearchedWord> all = List.copyOf(words);
        for (int i = 0; i < all.size(); i++) {
            asked.put(Integer.toString(i), Map.of("text", all.get(i).word(), "term", terms(all.get(i), edits, most)));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Map.of("match_none", Map.of()));
        body.put("size", 0);
        body.put("suggest", asked);
        JsonNode answer = search.ask(body, false).path("suggest");
        Map<SearchedWord, List<SimilarWord>> found = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            List<SimilarWord> near = new ArrayList<>();
            answer.path(Integer.toString(i)).forEach(each -> each.path("options")
                    .forEach(option -> near.add(new SimilarWord(
                            option.path("text").asText(), option.path("freq").longValue()))));
            near.sort(SimilarWord.MOST_FIRST);
            found.put(all.get(i), near);
        }
        return found;
    }

    private static Map<String, Object> terms(SearchedWord sought, int edits, int most) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("field", ClusterFields.name(sought.field()));
        terms.put("analyzer", "keyword");
        terms.put("suggest_mode", "always");
        terms.put("sort", "frequency");
        terms.put("max_edits", edits);
        terms.put("prefix_length", sought.kept());
        terms.put("min_word_length", 1);
        terms.put("accuracy", 0.01);
        terms.put("max_term_freq", ANY_NUMBER);
        terms.put("size", most);
        return terms;
    }

    @Override
    public long records(List<String> fields, String word) {
        List<Object> having = fields.stream()
                .map(field -> (Object) QueryJson.of(new TermQuery(new Term(field, word))))
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Map.of("bool", Map.of("should", having)));
        body.put("size", 0);
        body.put("aggs", Map.of("each", Map.of("filters", Map.of("filters", having))));
        long most = 0;
        for (JsonNode field :
                search.ask(body, false).path("aggregations").path("each").path("buckets")) {
            most = Math.max(most, field.path("doc_count").longValue());
        }
        return most;
    }
}
