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
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Words as Lucene takes them. */
final class Streams {

    private Streams() {}

    /** One term: where it is and how far from the one before. */
    private record Term(String text, int start, int end, int increment) {}

    /**
     * The words of a text in their places, with their stems in these languages.
     *
     * @param bareStems as the field of all words has them too, for marks
     */
    private static List<Term> terms(List<Place> places, Collection<String> languages, boolean bareStems) {
        List<Term> terms = new ArrayList<>(places.size());
        for (Place place : places) {
            // Of characters the pair is longer than its first one.
            int end = place.word() == null && !place.others().isEmpty()
                    ? place.start() + (place.end() - place.start() > 2 ? 2 : 1)
                    : place.end();
            terms.add(new Term(place.term(), place.start(), end, 1));
            place.others().forEach(other -> terms.add(new Term(other, place.start(), place.end(), 0)));
            if (place.joined() != null) {
                terms.add(new Term(place.joined(), place.start(), place.joinedEnd(), 0));
            }
            for (String stem : place.stems(languages)) {
                terms.add(new Term(Fields.stem(stem), place.start(), place.end(), 0));
                if (bareStems) {
                    terms.add(new Term(stem, place.start(), place.end(), 0));
                }
            }
        }
        return terms;
    }

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

    /** Analyzes stored text anew to mark in it what was found, with stems in these languages. */
    static final class ForMarks extends Analyzer {

        private final Collection<String> languages;

        ForMarks(Collection<String> languages) {
            this.languages = languages;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            return new TokenStreamComponents(new WholeText(languages));
        }
    }

    private static final class WholeText extends Tokenizer {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
        private final Collection<String> languages;
        private Iterator<Term> rest;
        private int length;

        WholeText(Collection<String> languages) {
            this.languages = languages;
        }

        @Override
        public boolean incrementToken() {
            if (!rest.hasNext()) {
                return false;
            }
            clearAttributes();
            Term next = rest.next();
            term.append(next.text());
            increment.setPositionIncrement(next.increment());
            offset.setOffset(next.start(), next.end());
            return true;
        }

        @Override
        public void reset() throws java.io.IOException {
            super.reset();
            StringBuilder text = new StringBuilder();
            char[] buffer = new char[4096];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                text.append(buffer, 0, read);
            }
            length = text.length();
            rest = terms(Words.ofText(text.toString()), languages, true).iterator();
        }

        @Override
        public void end() throws java.io.IOException {
            super.end();
            offset.setOffset(length, length);
        }
    }
}
