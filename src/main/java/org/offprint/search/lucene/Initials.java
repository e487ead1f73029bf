package org.offprint.search.lucene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.offprint.search.Kind;
import org.offprint.search.Query;
import org.offprint.search.TextField;

/**
 * Initials in one word beside the family name, as citations have them: Müller HP, J.R.R. Tolkien. They are found as the
 * initials that names have, one by one, and only right beside that name: elsewhere such a word is an abbreviation.
 */
final class Initials {

    private static final Pattern TOGETHER = Pattern.compile("(?:\\p{Lu}\\.?){2,4}");
    private static final Pattern LETTER = Pattern.compile("(\\p{L})\\.?");

    private final TextField names;
    private final TextQueries texts;

    Initials(Kind kind, TextQueries texts) {
        names = kind == Kind.ARTICLE ? TextField.AUTHOR : kind == Kind.PERSON ? TextField.NAME : null;
        this.texts = texts;
    }

    /**
     * What finds one of some words that must all match, or the same as initials of the name before or behind it.
     *
     * @param word what finds it as a word
     */
    org.apache.lucene.search.Query orAsWritten(org.apache.lucene.search.Query word, List<Query> parts, int at) {
        String letters = names == null ? null : letters(parts.get(at));
        if (letters == null) {
            return word;
        }
        List<String> written = new ArrayList<>(2);
        if (at > 0 && isOfName(parts.get(at - 1))) {
            written.add(((Query.Word) parts.get(at - 1)).text() + " " + letters);
        }
        if (at + 1 < parts.size() && isOfName(parts.get(at + 1))) {
            written.add(letters + " " + ((Query.Word) parts.get(at + 1)).text());
        }
        if (written.isEmpty()) {
            return word;
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder().add(word, Occur.SHOULD);
        written.forEach(name -> any.add(texts.phraseIn(names, Words.ofQuery(name)), Occur.SHOULD));
        return any.build();
    }

    /** A text with the initials of such words, beside others, one by one; null where it has none. */
    static String apart(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length < 2) {
            return null;
        }
        String apart = Arrays.stream(words).map(Initials::apartIn).collect(Collectors.joining(" "));
        return apart.equals(String.join(" ", words)) ? null : apart;
    }

    private static String apartIn(String word) {
        return TOGETHER.matcher(word).matches()
                ? LETTER.matcher(word).replaceAll("$1 ").strip()
                : word;
    }

    private boolean isOfName(Query part) {
        return part instanceof Query.Word word && (word.field() == TextField.ANY || word.field() == names);
    }

    /** The letters with blanks between them; null where this is something else. */
    private String letters(Query part) {
        return isOfName(part)
                        && part instanceof Query.Word word
                        && TOGETHER.matcher(word.text()).matches()
                ? apartIn(word.text())
                : null;
    }
}
