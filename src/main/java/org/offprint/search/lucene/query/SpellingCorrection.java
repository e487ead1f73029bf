package org.offprint.search.lucene.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.Query;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.query.SearchQuery.Word;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;

/** Corrects a query without hits by replacing words with words from the index. */
public final class SpellingCorrection {

    private static final int MAX_WORDS = 8;
    private static final int SHORTEST = 3;
    /** Minimum length of a word whose correction may differ by two edits. */
    private static final int MIN_LENGTH_OF_TWO_EDITS = 6;
    /**
     * Maximum length in letters of a word to correct, because the size of the Levenshtein automaton grows with the
     * length of the word.
     */
    private static final int MAX_LENGTH = 40;
    /** Maximum length of a word whose correction may differ by two edits. */
    private static final int MAX_LENGTH_OF_TWO_EDITS = 24;
    /**
     * Maximum number of term scans with one edit. For two edits, the maximum is {@link #MAX_SCANS_OF_TWO_EDITS},
     * because such a scan costs about ten times as much. The limits are counts rather than timeouts, so that a query
     * always has the same correction.
     */
    private static final int MAX_SCANS_OF_ONE_EDIT = 2 * MAX_WORDS;

    private static final int MAX_SCANS_OF_TWO_EDITS = 4;
    /** Maximum number of similar words to check per correction. */
    private static final int MAX_SIMILAR_WORDS = 30;

    /** Fields whose words are used as corrections. References are excluded, because they contain many misprints. */
    private static final List<FullTextField> DICTIONARY = List.of(
            FullTextField.TITLE,
            FullTextField.NAME,
            FullTextField.KEYWORD_TEXT,
            FullTextField.AUTHOR,
            FullTextField.ABSTRACT,
            FullTextField.DESCRIPTION,
            FullTextField.AFFILIATION_NAME);

    private final Dictionary dictionary;
    private final RecordKind kind;
    private final TextQueries texts;
    private int ofOneEdit = MAX_SCANS_OF_ONE_EDIT;
    private int ofTwoEdits = MAX_SCANS_OF_TWO_EDITS;

    public SpellingCorrection(IndexedRecords records, Dictionary dictionary, RecordKind kind) {
        this.dictionary = dictionary;
        this.kind = kind;
        texts = new TextQueries(records, kind);
    }

    /** Dictionary of the indexed words. */
    public interface Dictionary {

        /** Returns the number of records that match a query. */
        long count(Query query) throws IOException;

        /**
         * Returns the indexed words of a field within a number of edits of a word, most frequent first. The record
         * counts include deleted records until segments are merged.
         *
         * @param edits maximum number of wrong, missing, superfluous or transposed letters: 1 or 2
         * @param kept number of letters at the beginning that must match
         */
        List<SimilarWord> near(String field, String word, int edits, int kept, int most) throws IOException;

        /**
         * Counts the records with a word in each of the given fields, and returns the highest count. The counts of
         * several fields are not added up.
         */
        long records(List<String> fields, String word) throws IOException;
    }

    /** Indexed word with the number of records that contain it. */
    public record SimilarWord(String word, long records) {

        /** Descending order by number of records. Equally frequent words are in alphabetical order. */
        public static final Comparator<SimilarWord> MOST_FIRST =
                Comparator.comparingLong(SimilarWord::records).reversed().thenComparing(SimilarWord::word);
    }

    /** Returns how many times the terms of a field have been scanned so far. */
    public int searches() {
        return MAX_SCANS_OF_ONE_EDIT - Math.max(0, ofOneEdit) + MAX_SCANS_OF_TWO_EDITS - Math.max(0, ofTwoEdits);
    }

    /** Counts the records that match a query and the filters. */
    public interface Count {
        long of(SearchQuery query) throws IOException;
    }

    /** Word of a query with the number of records that contain it. */
    private record CountedWord(Word word, long records) {}

    /**
     * Returns the first corrected query with hits. All words that no record contains are replaced. If every word occurs
     * in a record, a single word is replaced, starting with the rarest one. Returns null if no correction has hits.
     */
    public SearchQuery replacement(SearchQuery query, Count count) throws IOException {
        List<CountedWord> words = new ArrayList<>();
        collect(query, words);
        if (words.isEmpty() || words.size() > MAX_WORDS) {
            return null;
        }
        words.sort(Comparator.comparingLong(CountedWord::records));
        Map<Word, Word> replaced = new IdentityHashMap<>();
        for (CountedWord known : words) {
            if (known.records() > 0) {
                break;
            }
            Word better = better(known);
            if (better == null) {
                return null;
            }
            replaced.put(known.word(), better);
        }
        if (!replaced.isEmpty()) {
            SearchQuery other = with(query, replaced);
            return count.of(other) > 0 ? other : null;
        }
        for (CountedWord known : words) {
            Word better = better(known);
            SearchQuery other = better == null ? null : with(query, only(known.word(), better));
            if (other != null && count.of(other) > 0) {
                return other;
            }
        }
        return null;
    }

    /** Collects the words of a query that can be replaced. Words that the query excludes are skipped. */
    private void collect(SearchQuery query, List<CountedWord> words) throws IOException {
        if (query instanceof SearchQuery.And and) {
            for (SearchQuery part : and.parts()) {
                collect(part, words);
            }
        } else if (query instanceof SearchQuery.Or or) {
            for (SearchQuery part : or.parts()) {
                collect(part, words);
            }
        } else if (query instanceof Word word && word.field().isOf(kind)) {
            var asked = texts.word(word.field(), word.text());
            if (asked != null) {
                words.add(new CountedWord(word, dictionary.count(asked)));
            }
        }
    }

    /** Returns a similar word that occurs in more records, or null if there is none. */
    private Word better(CountedWord known) throws IOException {
        List<Token> tokens = TextTokenizer.ofQuery(known.word().text());
        if (tokens.size() != 1 || tokens.get(0).word() == null) {
            return null;
        }
        String word = tokens.get(0).term();
        int letters = word.codePointCount(0, word.length());
        if (letters < SHORTEST || letters > MAX_LENGTH) {
            return null;
        }
        String found = like(word, known, 1, 1);
        found = found == null ? like(word, known, 1, 0) : found;
        if (letters >= MIN_LENGTH_OF_TWO_EDITS && letters <= MAX_LENGTH_OF_TWO_EDITS) {
            found = found == null ? like(word, known, 2, 1) : found;
            found = found == null ? like(word, known, 2, 0) : found;
        }
        return found == null ? null : new Word(known.word().field(), found);
    }

    private String like(String word, CountedWord known, int edits, int kept) throws IOException {
        if ((edits == 1 ? ofOneEdit-- : ofTwoEdits--) <= 0) {
            return null;
        }
        boolean anywhere = known.word().field() == FullTextField.ANY;
        String field = anywhere
                ? FieldNames.anywhere(kind)
                : FieldNames.words(kind, known.word().field());
        // The empty word precedes all words with an equal number of records.
        SimilarWord best = new SimilarWord("", known.records());
        for (SimilarWord near : dictionary.near(field, word, edits, kept, MAX_SIMILAR_WORDS)) {
            // No remaining word can be better, because the exact count of a word never exceeds its count in the
            // searched field, which includes deleted records.
            if (SimilarWord.MOST_FIRST.compare(near, best) >= 0) {
                break;
            }
            boolean isWord =
                    !near.word().equals(word) && Character.isLetter(near.word().codePointAt(0));
            // The combined field for all words also contains stems. Similar words are therefore looked up once in the
            // combined field, and then checked in the fields with the original words.
            long records =
                    !isWord ? 0 : anywhere ? written(near.word()) : dictionary.records(List.of(field), near.word());
            SimilarWord counted = new SimilarWord(near.word(), records);
            if (SimilarWord.MOST_FIRST.compare(counted, best) < 0) {
                best = counted;
            }
        }
        return best.word().isEmpty() ? null : best.word();
    }

    /** Counts the records with a word in each dictionary field, and returns the highest count. */
    private long written(String word) throws IOException {
        return dictionary.records(
                DICTIONARY.stream()
                        .filter(field -> field.isOf(kind))
                        .map(field -> FieldNames.words(kind, field))
                        .toList(),
                word);
    }

    /**
     * Returns a map with the replacement for one word of the query. The map compares words by identity, because a query
     * may contain the same word twice.
     */
    private static Map<Word, Word> only(Word word, Word other) {
        Map<Word, Word> one = new IdentityHashMap<>();
        one.put(word, other);
        return one;
    }

    private static SearchQuery with(SearchQuery query, Map<Word, Word> replaced) {
        if (query instanceof SearchQuery.And and) {
            return new SearchQuery.And(
                    and.parts().stream().map(part -> with(part, replaced)).toList());
        } else if (query instanceof SearchQuery.Or or) {
            return new SearchQuery.Or(
                    or.parts().stream().map(part -> with(part, replaced)).toList());
        }
        return query instanceof Word word && replaced.containsKey(word) ? replaced.get(word) : query;
    }
}
