package org.offprint.search.opensearch.reader;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.documents.PrefixTerms;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.MisspelledWords;
import org.offprint.search.lucene.query.SpellingCorrection.SimilarWord;
import org.offprint.search.lucene.query.TypedText;
import org.offprint.search.opensearch.reader.ClusterDictionary.SearchedWord;
import org.offprint.search.schema.RecordKind;

/**
 * Finds indexed prefix terms in the cluster that match a typed word with one wrong, missing, superfluous or transposed
 * letter.
 */
final class ClusterFuzzyTerms {

    /**
     * Number of similar terms that each shard returns. The number is high enough to include the most frequent terms of
     * all shards, and the alphabetically first ones among equally frequent terms.
     */
    private static final int TERMS_PER_SHARD = 500;

    /** Letter that occurs in no indexed term. */
    private static final char OF_NO_TERM = '\u0001';

    private final ClusterDictionary dictionary;
    private final List<Token> typed;
    /** Indexes of the typed words for which similar terms are searched, by record kind. */
    private final Map<RecordKind, List<Integer>> chosen = new EnumMap<>(RecordKind.class);

    ClusterFuzzyTerms(AudienceSearch search, Set<RecordKind> kinds, List<Token> typed) {
        dictionary = new ClusterDictionary(search);
        this.typed = typed;
        // The number of words that may be misspelled is limited. If all typed words are within the limit, missing words
        // need not be determined.
        boolean matters =
                typed.stream().filter(MisspelledWords::mayBeMisspelled).count() > MisspelledWords.MAX_WORDS;
        Map<RecordKind, BitSet> missing = matters ? missing(kinds) : Map.of();
        for (RecordKind kind : kinds) {
            List<Integer> words = MisspelledWords.select(typed, missing.getOrDefault(kind, new BitSet()));
            if (words != null) {
                chosen.put(kind, words);
            }
        }
    }

    /** For each record kind, returns the indexes of the typed words that no record of the kind contains. */
    private Map<RecordKind, BitSet> missing(Set<RecordKind> kinds) {
        Set<SearchedWord> sought = new LinkedHashSet<>();
        for (RecordKind kind : kinds) {
            typed.forEach(token -> TypedText.prefixes(token).forEach(prefix -> sought.add(longer(kind, prefix))));
        }
        Map<SearchedWord, List<SimilarWord>> found = dictionary.near(sought, 1, 1);
        Map<RecordKind, BitSet> missing = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : kinds) {
            BitSet none = new BitSet();
            for (int i = 0; i < typed.size(); i++) {
                none.set(i, TypedText.prefixes(typed.get(i)).stream().allMatch(prefix -> found.get(longer(kind, prefix))
                        .isEmpty()));
            }
            missing.put(kind, none);
        }
        return missing;
    }

    /**
     * Returns the word followed by a letter that occurs in no term. If all preceding letters must match, only the word
     * itself and terms that begin with it are similar. Similar terms therefore exist only if the index contains the
     * word as a prefix.
     */
    private static SearchedWord longer(RecordKind kind, String word) {
        return new SearchedWord(FieldNames.suggested(kind), word + OF_NO_TERM, word.codePointCount(0, word.length()));
    }

    /**
     * Returns the indexed terms that are similar to each typed word, by record kind. Omits kinds without similar terms,
     * and kinds without any record that can contain all words.
     *
     * @param kept number of letters at the beginning of a word that must match
     */
    Map<RecordKind, List<List<String>>> near(int kept) {
        Map<RecordKind, Map<Integer, SearchedWord>> sought = new EnumMap<>(RecordKind.class);
        chosen.forEach((kind, words) -> {
            Map<Integer, SearchedWord> ofKind = new LinkedHashMap<>();
            words.forEach(i -> ofKind.put(
                    i,
                    new SearchedWord(
                            FieldNames.suggested(kind),
                            PrefixTerms.of(typed.get(i).term()),
                            kept)));
            sought.put(kind, ofKind);
        });
        Set<SearchedWord> all = new LinkedHashSet<>();
        sought.values().forEach(each -> all.addAll(each.values()));
        Map<SearchedWord, List<SimilarWord>> found =
                all.isEmpty() ? Map.of() : dictionary.near(all, 1, TERMS_PER_SHARD);
        Map<RecordKind, List<List<String>>> near = new EnumMap<>(RecordKind.class);
        sought.forEach((kind, words) -> {
            List<List<String>> terms = new ArrayList<>(Collections.nCopies(typed.size(), List.of()));
            words.forEach((i, word) -> terms.set(
                    i,
                    found.get(word).stream()
                            .limit(MisspelledWords.MAX_SIMILAR_TERMS)
                            .map(SimilarWord::word)
                            .toList()));
            if (terms.stream().anyMatch(each -> !each.isEmpty())) {
                near.put(kind, terms);
            }
        });
        return near;
    }
}
