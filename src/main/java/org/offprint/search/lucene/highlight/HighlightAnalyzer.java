package org.offprint.search.lucene.highlight;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.offprint.search.lucene.analysis.FirstLetters;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.mapping.FieldNames;

/** Analyzes stored text for highlights, with stems in several languages. */
final class HighlightAnalyzer extends Analyzer {

    private final Set<String> languages;
    private final HighlightTerms marked;
    private final FirstLetters letters;

    /**
     * Creates an analyzer for highlights.
     *
     * @param marked terms to return; null for all terms
     */
    HighlightAnalyzer(Set<String> languages, HighlightTerms marked) {
        this.languages = languages;
        this.marked = marked;
        letters = marked == null ? FirstLetters.ALL : marked.letters(languages);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        return new TokenStreamComponents(new WholeText());
    }

    /** Term with its start and end offsets, and its distance from the previous term. */
    private record Term(String text, int start, int end, int increment) {}

    /**
     * Returns the terms of a text. Stems in the languages of the text are returned in two forms: as stem terms of
     * fields with positions, and as plain words of the combined field.
     */
    private List<Term> terms(List<Token> tokens) {
        List<Term> terms = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            // The token covers a pair of characters, but the term is only the first character of the pair.
            int end = token.word() == null && !token.others().isEmpty()
                    ? token.start() + (token.end() - token.start() > 2 ? 2 : 1)
                    : token.end();
            add(token.term(), token, end, 1, terms);
            token.others().forEach(other -> add(other, token, token.end(), 0, terms));
            if (token.joined() != null) {
                add(token.joined(), token, token.joinedEnd(), 0, terms);
            }
            if (token.word() != null && mayHaveStem(token)) {
                for (String stem : token.stems(languages)) {
                    add(FieldNames.stem(stem), token, token.end(), 0, terms);
                    add(stem, token, token.end(), 0, terms);
                }
            }
        }
        return terms;
    }

    private boolean mayHaveStem(Token token) {
        return letters.has(token.term().charAt(0)) || letters.has(token.word().charAt(0));
    }

    private void add(String text, Token token, int end, int increment, List<Term> terms) {
        if (marked == null || marked.has(text)) {
            terms.add(new Term(text, token.start(), end, increment));
        }
    }

    private final class WholeText extends Tokenizer {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
        private Iterator<Term> rest;
        private int length;

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
            rest = terms(TextTokenizer.ofText(text.toString(), letters)).iterator();
        }

        @Override
        public void end() throws java.io.IOException {
            super.end();
            offset.setOffset(length, length);
        }
    }
}
