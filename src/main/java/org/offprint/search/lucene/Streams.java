package org.offprint.search.lucene;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Words as Lucene takes them. */
final class Streams {

    private Streams() {}

    /**
     * The texts of one indexed field with positions, far apart so that no phrase goes over the end of one. Sets all that
     * it has, so there is nothing to clear.
     */
    static final class Places extends TokenStream {

        private static final int GAP = 100;

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private final List<String> terms = new ArrayList<>();
        /** Those that are in a place of their own, and not in that of the one before. */
        private final BitSet advancing = new BitSet();
        /** The first ones of texts, but for the first text. */
        private final BitSet apart = new BitSet();

        private final Map<String, int[]> counts = new HashMap<>();
        private int next;

        /** Adds the words of a text, with their stems in these languages. */
        void add(List<Place> places, Collection<String> languages) {
            if (!terms.isEmpty()) {
                apart.set(terms.size());
            }
            for (Place place : places) {
                advancing.set(terms.size());
                add(place.term());
                place.others().forEach(this::add);
                if (place.joined() != null) {
                    add(place.joined());
                }
                for (String stem : place.stems(languages)) {
                    terms.add(Fields.stem(stem));
                    count(stem);
                }
            }
        }

        private void add(String text) {
            terms.add(text);
            count(text);
        }

        private void count(String text) {
            int[] count = counts.get(text);
            if (count == null) {
                counts.put(text, new int[] {1});
            } else {
                count[0]++;
            }
        }

        /** How often each term is there, stems as words. */
        Map<String, int[]> counts() {
            return counts;
        }

        @Override
        public boolean incrementToken() {
            if (next == terms.size()) {
                return false;
            }
            term.setEmpty().append(terms.get(next));
            increment.setPositionIncrement(advancing.get(next) ? apart.get(next) ? 1 + GAP : 1 : 0);
            next++;
            return true;
        }

        @Override
        public void reset() {
            next = 0;
        }
    }

    /** For an indexed field without positions: each term once, with how often it counts. */
    static TokenStream ofCounts(Map<String, int[]> counts) {
        return new CountStream(counts);
    }

    private static final class CountStream extends TokenStream {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
        private final Map<String, int[]> counts;
        private Iterator<Map.Entry<String, int[]>> rest;

        CountStream(Map<String, int[]> counts) {
            this.counts = counts;
        }

        @Override
        public boolean incrementToken() {
            if (!rest.hasNext()) {
                return false;
            }
            Map.Entry<String, int[]> next = rest.next();
            term.setEmpty().append(next.getKey());
            frequency.setTermFrequency(next.getValue()[0]);
            return true;
        }

        @Override
        public void reset() {
            rest = counts.entrySet().iterator();
        }
    }

    /** Texts are given as streams, so it analyzes nothing. */
    static final class None extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String field) {
            throw new IllegalStateException(field + " is not analyzed");
        }
    }
}
