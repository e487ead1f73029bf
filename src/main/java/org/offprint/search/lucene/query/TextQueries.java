package org.offprint.search.lucene.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.lucene.analysis.Folding;
import org.offprint.search.lucene.analysis.SpanishPlurals;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.FieldWeight;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;

/** Creates queries for words, phrases and prefixes in the texts of one kind of record. */
public final class TextQueries {

    private static final float STEM = 0.7f;
    private static final float CONTRACTED = 0.6f;

    private final IndexedRecords records;
    private final RecordKind kind;

    public TextQueries(IndexedRecords records, RecordKind kind) {
        this.records = records;
        this.kind = kind;
    }

    /**
     * Returns the query for any form of a word. If the tokenizer splits the word, the resulting tokens must be
     * adjacent. Returns null if the text contains no tokens.
     */
    public Query word(FullTextField field, String text) {
        List<Token> tokens = TextTokenizer.ofQuery(text);
        if (tokens.isEmpty()) {
            return null;
        }
        Token first = tokens.get(0);
        if (tokens.size() == 1) {
            return form(field, first);
        } else if (first.joined() != null && first.parts() == tokens.size()) {
            Query whole = new TermQuery(new Term(field(field), first.joined()));
            return new DisjunctionMaxQuery(List.of(whole, phrase(field, tokens, true)), 0);
        }
        return phrase(field, tokens, true);
    }

    /**
     * Returns the query for a phrase, which matches only adjacent words in exactly the given form. Returns null if the
     * text contains no tokens.
     */
    Query phrase(FullTextField field, String text) {
        List<Token> tokens = TextTokenizer.ofQuery(text);
        return tokens.isEmpty() ? null : phrase(field, tokens, false);
    }

    /** Returns the query for words with the given prefix, or null if the text contains no tokens. */
    Query prefix(FullTextField field, String text) throws IOException {
        List<Token> tokens = TextTokenizer.ofQuery(text);
        if (tokens.isEmpty()) {
            return null;
        }
        Token first = tokens.get(0);
        String beginning = tokens.size() == 1 ? first.term() : first.joined();
        if (first.word() == null || beginning == null) {
            return phrase(field, tokens, false);
        }
        String name = field(field);
        records.checkPrefix(name, new BytesRef(beginning));
        return new PrefixQuery(new Term(name, beginning));
    }

    /** Returns the query for a word and for all other forms that should match it. */
    private Query form(FullTextField field, Token token) {
        Map<String, Float> forms = new LinkedHashMap<>();
        token.exact().forEach(exact -> forms.put(exact, 1f));
        if (isStemmed(field)) {
            List<String> stems =
                    field == FullTextField.ANY ? token.stems(records.languages()) : token.stemmed(records.languages());
            stems.forEach(stem -> forms.putIfAbsent(stem, STEM));
            String other = SpanishPlurals.inOtherNumber(token, records.languages());
            if (other != null) {
                forms.putIfAbsent(other, STEM);
            }
        }
        if (token.word() != null && (field == FullTextField.ANY || FieldWeight.isName(field))) {
            String contracted = Folding.contracted(token.term());
            if (contracted != null) {
                forms.putIfAbsent(contracted, CONTRACTED);
            }
        }
        return WordForms.query(field(field), forms);
    }

    private String field(FullTextField field) {
        return field == FullTextField.ANY ? FieldNames.anywhere(kind) : FieldNames.words(kind, field);
    }

    private static boolean isStemmed(FullTextField field) {
        return switch (field) {
            case ANY, TITLE, ABSTRACT, KEYWORD_TEXT, FULLTEXT, STATEMENT, FUNDING, DESCRIPTION, JOURNAL_TITLE -> true;
            default -> false;
        };
    }

    /**
     * Returns the query for adjacent tokens.
     *
     * @param stemmed whether the tokens are parts of a single word, which matches in any form
     */
    private Query phrase(FullTextField field, List<Token> tokens, boolean stemmed) {
        if (field != FullTextField.ANY) {
            return phraseIn(field, tokens, stemmed);
        }
        List<Query> anywhere = new ArrayList<>();
        for (FullTextField each : FullTextField.values()) {
            boolean isAsked = each != FullTextField.ANY && each != FullTextField.JOURNAL_TITLE && each.isOf(kind);
            if (isAsked && FieldWeight.hasPositions(each)) {
                float boost = (float) Math.sqrt(FieldWeight.of(each).weight() / 4.0);
                anywhere.add(new BoostQuery(phraseIn(each, tokens, stemmed), boost));
            }
        }
        return new DisjunctionMaxQuery(anywhere, 0);
    }

    /**
     * Returns the query for the given tokens in the given order in one field. In a field without positions, the tokens
     * may be in any order.
     */
    Query phraseIn(FullTextField field, List<Token> tokens) {
        return phraseIn(field, tokens, false);
    }

    private Query phraseIn(FullTextField field, List<Token> tokens, boolean stemmed) {
        String name = FieldNames.words(kind, field);
        if (!FieldWeight.hasPositions(field)) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            tokens.stream()
                    .map(token -> form(field, token))
                    .distinct()
                    .forEach(word -> all.add(word, BooleanClause.Occur.MUST));
            return all.build();
        }
        MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
        int at = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            at += i == 0 ? 0 : tokens.get(i - 1).distanceTo(token);
            List<Term> forms = new ArrayList<>();
            token.exact().forEach(form -> forms.add(new Term(name, form)));
            if (stemmed && isStemmed(field)) {
                token.stemmed(records.languages()).forEach(form -> forms.add(new Term(name, form)));
            }
            String contracted =
                    FieldWeight.isName(field) && token.word() != null ? Folding.contracted(token.term()) : null;
            if (contracted != null) {
                forms.add(new Term(name, contracted));
            }
            phrase.add(forms.toArray(new Term[0]), at);
        }
        if (tokens.size() == 1) {
            // Lucene does not treat a phrase with a single position as a phrase.
            Term[] forms = phrase.build().getTermArrays()[0];
            Map<String, Float> alike = new LinkedHashMap<>();
            for (Term form : forms) {
                alike.put(form.text(), 1f);
            }
            return WordForms.query(name, alike);
        }
        return phrase.build();
    }
}
