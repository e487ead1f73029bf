package org.offprint.search.embedded.suggest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.offprint.search.lucene.query.SpellingCorrection.SimilarWord;

/**
 * Finds the indexed terms within one or two edits of a word. The automaton of the word is cached for other fields and
 * later requests.
 */
final class EditDistanceTerms {

    /** Maximum size of the cached automata, in bytes. An automaton for two edits of a long word takes 100 kB. */
    private static final long MAX_CACHED_BYTES = 8 << 20;

    /** Automata of recently requested words. Creating an automaton takes longer than scanning a field with it. */
    private static final Cache<Word, CompiledAutomaton> AUTOMATA = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED_BYTES)
            .weigher((Word word, CompiledAutomaton automaton) ->
                    (int) Math.min(MAX_CACHED_BYTES, 200 + automaton.ramBytesUsed()))
            .build();

    private final CompiledAutomaton automaton;

    /** Cache key: word and tolerance of an automaton. */
    private record Word(String text, int edits, int kept) {}

    /**
     * Creates the Levenshtein automaton for a word.
     *
     * @param edits maximum number of wrong, missing, superfluous or transposed letters: 1 or 2
     * @param kept number of letters at the beginning that must match
     */
    EditDistanceTerms(String word, int edits, int kept) {
        automaton = automaton(word, edits, kept);
    }

    /** Returns the automaton that accepts the terms within the given number of edits of a word. */
    static CompiledAutomaton automaton(String word, int edits, int kept) {
        return AUTOMATA.get(new Word(word, edits, kept), missing -> compiled(word, edits, kept));
    }

    private static CompiledAutomaton compiled(String word, int edits, int kept) {
        int beginning = word.offsetByCodePoints(0, Math.min(kept, word.codePointCount(0, word.length())));
        LevenshteinAutomata rest = new LevenshteinAutomata(word.substring(beginning), true);
        return new CompiledAutomaton(rest.toAutomaton(edits, word.substring(0, beginning)), true, false);
    }

    /** Returns the most frequent similar terms, ordered by descending number of records. */
    List<SimilarWord> in(IndexReader reader, String field, int most) throws IOException {
        PriorityQueue<SimilarWord> near = new PriorityQueue<>(SimilarWord.MOST_FIRST.reversed());
        Terms terms = MultiTerms.getTerms(reader, field);
        if (terms != null) {
            TermsEnum each = automaton.getTermsEnum(terms);
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                near.add(new SimilarWord(term.utf8ToString(), each.docFreq()));
                if (near.size() > most) {
                    near.poll();
                }
            }
        }
        return near.stream().sorted(SimilarWord.MOST_FIRST).toList();
    }
}
