package org.offprint.search.lucene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Analyzes stored text anew to mark in it what was found, with stems in some languages. */
final class MarkAnalyzer extends Analyzer {

    private final Collection<String> languages;

    MarkAnalyzer(Collection<String> languages) {
        this.languages = languages;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        return new TokenStreamComponents(new WholeText(languages));
    }

    /** One term: where it is and how far from the one before. */
    private record Term(String text, int start, int end, int increment) {}

    /**
     * The words of a text in their places, with their stems in these languages as the fields of places have them and as the
     * field of all words has them.
     */
    private static List<Term> terms(List<Place> places, Collection<String> languages) {
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
                terms.add(new Term(stem, place.start(), place.end(), 0));
            }
        }
        return terms;
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
            rest = terms(Words.ofText(text.toString()), languages).iterator();
        }

        @Override
        public void end() throws java.io.IOException {
            super.end();
            offset.setOffset(length, length);
        }
    }
}
