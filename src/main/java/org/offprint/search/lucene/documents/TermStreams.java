package org.offprint.search.lucene.documents;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.util.BytesRefBuilder;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.FieldWeight;
import org.offprint.search.lucene.mapping.RecordLength;
import org.offprint.search.schema.FullTextField;

/** Lucene token streams created from terms. */
public final class TermStreams {

    private TermStreams() {}

    /**
     * Token stream with positions for the texts of one field. A gap between the texts prevents a phrase from matching
     * across two texts. Attributes need not be cleared, because each token sets all of them.
     */
    static final class Positions extends TokenStream {

        private static final int GAP = 100;

        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private final BytesRefBuilder bytes = new BytesRefBuilder();
        private final List<String> terms = new ArrayList<>();
        /** Indexes of the terms that start a new position. All other terms share the previous position. */
        private final BitSet advancing = new BitSet();
        /** Indexes of the first terms of all texts except the first text. */
        private final BitSet apart = new BitSet();

        private int next;

        /** Adds the words of a text and their stems in the given languages. */
        void add(List<Token> tokens, Collection<String> languages) {
            if (!terms.isEmpty()) {
                apart.set(terms.size());
            }
            for (Token token : tokens) {
                advancing.set(terms.size());
                terms.add(token.term());
                terms.addAll(token.others());
                if (token.joined() != null) {
                    terms.add(token.joined());
                }
                for (String stem : token.stems(languages)) {
                    terms.add(FieldNames.stem(stem));
                }
            }
        }

        /** Counts all terms of this token stream as terms of one field. Stems are counted as words. */
        void count(FullTextField name, WeightedTermCounts counts) {
            FieldWeight weights = FieldWeight.of(name);
            counts.nextField(FieldWeight.addsToLength(name));
            for (String each : terms) {
                counts.add(FieldNames.word(each), weights);
            }
        }

        @Override
        public boolean incrementToken() {
            if (next == terms.size()) {
                return false;
            }
            show(terms.get(next), bytes, term);
            increment.setPositionIncrement(advancing.get(next) ? apart.get(next) ? 1 + GAP : 1 : 0);
            next++;
            return true;
        }

        @Override
        public void reset() {
            next = 0;
        }
    }

    private static void show(String text, BytesRefBuilder bytes, BytesTermAttribute term) {
        bytes.copyChars(text);
        term.setBytesRef(bytes.get());
    }

    /** Returns a token stream for a field without positions. The stream contains each word once, with its weight. */
    static TokenStream of(WeightedTermCounts counts) {
        return new WordStream(counts);
    }

    private static final class WordStream extends TokenStream {

        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
        private final BytesRefBuilder bytes = new BytesRefBuilder();
        private final WeightedTermCounts counts;
        private int next;

        WordStream(WeightedTermCounts counts) {
            this.counts = counts;
            RecordLength length = new RecordLength();
            length.set(counts.length());
            addAttributeImpl(length);
        }

        @Override
        public boolean incrementToken() {
            if (next == counts.size()) {
                return false;
            }
            show(counts.word(next), bytes, term);
            frequency.setTermFrequency(counts.weight(next));
            next++;
            return true;
        }

        @Override
        public void reset() {
            next = 0;
        }
    }

    /** Returns a token stream of terms with the given frequencies. */
    static TokenStream ofCounts(Map<String, int[]> counts) {
        return new CountStream(counts);
    }

    private static final class CountStream extends TokenStream {

        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
        private final BytesRefBuilder bytes = new BytesRefBuilder();
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
            show(next.getKey(), bytes, term);
            frequency.setTermFrequency(next.getValue()[0]);
            return true;
        }

        @Override
        public void reset() {
            rest = counts.entrySet().iterator();
        }
    }

    /** Analyzer that is never called, because all texts are passed to Lucene as token streams. */
    public static final class NoAnalyzer extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String field) {
            throw new IllegalStateException("Field " + field + " is not analyzed");
        }
    }
}
