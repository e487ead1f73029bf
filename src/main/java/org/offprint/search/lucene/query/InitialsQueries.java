package org.offprint.search.lucene.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;

/**
 * Creates queries for initials that are written as one word next to the family name, as in the citation "Müller HP" or
 * "J.R.R. Tolkien". The queries match the separate initials of names, but only next to the family name. Anywhere else,
 * joined initials are treated as an abbreviation.
 */
public final class InitialsQueries {

    private static final Pattern TOGETHER = Pattern.compile("(?:\\p{Lu}\\.?){2,4}");
    private static final Pattern LETTER = Pattern.compile("(\\p{L})\\.?");

    private final FullTextField names;
    private final TextQueries texts;

    InitialsQueries(RecordKind kind, TextQueries texts) {
        names = kind == RecordKind.ARTICLE
                ? FullTextField.AUTHOR
                : kind == RecordKind.PERSON ? FullTextField.NAME : null;
        this.texts = texts;
    }

    /**
     * Returns the query for one of several required words. The query matches the word itself, or the initials of the
     * name before or after it.
     *
     * @param word query that matches the word
     */
    org.apache.lucene.search.Query orAsWritten(org.apache.lucene.search.Query word, List<SearchQuery> parts, int at) {
        String letters = names == null ? null : letters(parts.get(at));
        if (letters == null) {
            return word;
        }
        List<String> written = new ArrayList<>(2);
        if (at > 0 && isOfName(parts.get(at - 1))) {
            written.add(((SearchQuery.Word) parts.get(at - 1)).text() + " " + letters);
        }
        if (at + 1 < parts.size() && isOfName(parts.get(at + 1))) {
            written.add(letters + " " + ((SearchQuery.Word) parts.get(at + 1)).text());
        }
        if (written.isEmpty()) {
            return word;
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder().add(word, Occur.SHOULD);
        written.forEach(name -> any.add(texts.phraseIn(names, TextTokenizer.ofQuery(name)), Occur.SHOULD));
        return any.build();
    }

    /**
     * Returns a text with joined initials separated into letters. Returns null if the text has no joined initials next
     * to another word.
     */
    public static String apart(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length < 2) {
            return null;
        }
        String apart = Arrays.stream(words).map(InitialsQueries::apartIn).collect(Collectors.joining(" "));
        return apart.equals(String.join(" ", words)) ? null : apart;
    }

    private static String apartIn(String word) {
        return TOGETHER.matcher(word).matches()
                ? LETTER.matcher(word).replaceAll("$1 ").strip()
                : word;
    }

    private boolean isOfName(SearchQuery part) {
        return part instanceof SearchQuery.Word word && (word.field() == FullTextField.ANY || word.field() == names);
    }

    /**
     * Returns joined initials as letters separated by spaces, or null if the subquery does not consist of joined
     * initials.
     */
    private String letters(SearchQuery part) {
        return isOfName(part)
                        && part instanceof SearchQuery.Word word
                        && TOGETHER.matcher(word.text()).matches()
                ? apartIn(word.text())
                : null;
    }
}
