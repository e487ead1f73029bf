package org.offprint.search.lucene.highlight;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.FieldHighlighter;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;
import org.offprint.search.feed.ArticleText;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.query.SearchQuery.And;
import org.offprint.search.query.SearchQuery.Or;
import org.offprint.search.query.SearchQuery.Phrase;
import org.offprint.search.query.SearchQuery.Prefix;
import org.offprint.search.query.SearchQuery.Word;
import org.offprint.search.schema.FullTextField;

/**
 * Highlights matches in the titles, abstracts and full texts of one page of articles. Highlights are HTML-escaped and
 * consist of whole sentences, unless a sentence is too long.
 */
public final class Highlights {

    private static final int MAX_SENTENCES = 3;
    /**
     * Number of characters of a full text that are searched at once. Each piece is extended to the end of its
     * paragraph.
     */
    private static final int PIECE_LENGTH = 4_000;

    /** Number of characters after which a sentence is cut at the next space, for example in a table or in code. */
    private static final int MAX_SENTENCE_LENGTH = 600;

    /**
     * Maximum number of characters in the highlighted titles and abstracts of one page. A query can contain many
     * prefixes, and an abstract can be as long as an article.
     */
    private static final int MAX_PAGE_LENGTH = 500_000;

    private static final char PARAGRAPH = '\u2029';

    private final FieldHighlighter titles;
    private final FieldHighlighter abstracts;
    private final FieldHighlighter fullTexts;
    private int remainingLength = MAX_PAGE_LENGTH;

    /**
     * Creates the highlighters for one page of a query.
     *
     * @param asked the original query
     * @param translated the translated query
     * @param languages languages of the indexed texts for which a stemmer exists
     */
    public Highlights(org.offprint.search.query.SearchQuery asked, Query translated, Set<String> languages) {
        HighlightTerms words = hasPhrase(asked) ? null : HighlightTerms.of(translated, Highlights::isText);
        Query query = words == null ? translated : words.query();
        HighlightAnalyzer analyzer = new HighlightAnalyzer(languages, words);
        titles = new TextHighlighter(analyzer, WholeBreakIterator::new).of(FullTextField.TITLE, query, 1);
        abstracts = new TextHighlighter(analyzer, SentenceBreaks::new).of(FullTextField.ABSTRACT, query, MAX_SENTENCES);
        fullTexts = isOfFullTexts(asked)
                ? new TextHighlighter(analyzer, SentenceBreaks::new).of(FullTextField.FULLTEXT, query, MAX_SENTENCES)
                : null;
    }

    /** Returns whether words of the query may occur in full texts. */
    public boolean includeFullTexts() {
        return fullTexts != null;
    }

    private static boolean isOfFullTexts(org.offprint.search.query.SearchQuery asked) {
        if (asked instanceof And and) {
            return and.parts().stream().anyMatch(Highlights::isOfFullTexts);
        } else if (asked instanceof Or or) {
            return or.parts().stream().anyMatch(Highlights::isOfFullTexts);
        }
        FullTextField field = asked instanceof Word word
                ? word.field()
                : asked instanceof Phrase phrase
                        ? phrase.field()
                        : asked instanceof Prefix prefix ? prefix.field() : null;
        return field == FullTextField.ANY || field == FullTextField.FULLTEXT;
    }

    /** Highlights the words of one query in any number of texts. */
    private static final class TextHighlighter extends UnifiedHighlighter {

        TextHighlighter(HighlightAnalyzer analyzer, Supplier<BreakIterator> breaks) {
            super(builderWithoutSearcher(analyzer)
                    .withFieldMatcher(Highlights::isText)
                    .withBreakIterator(breaks)
                    .withFormatter(new Marking())
                    // One text may contain some of the query words, and another text the rest.
                    .withWeightMatches(false)
                    .withMaxNoHighlightPassages(0)
                    .withMaxLength(200_000));
        }

        FieldHighlighter of(FullTextField field, Query query, int passages) {
            return getFieldHighlighter(FieldNames.stored(field), query, extractTerms(query), passages);
        }
    }

    /**
     * Returns whether words in a field are highlighted. Fields whose values are compared as a whole are not
     * highlighted.
     */
    private static boolean isText(String field) {
        return !field.contains(".t.") && !field.contains(".identifier") && !field.equals(FieldNames.KIND);
    }

    /**
     * Returns whether the query contains a phrase. For a query with a phrase, only words in matching phrases are
     * highlighted, which takes twice as long.
     */
    private static boolean hasPhrase(org.offprint.search.query.SearchQuery asked) {
        if (asked instanceof And and) {
            return and.parts().stream().anyMatch(Highlights::hasPhrase);
        } else if (asked instanceof Or or) {
            return or.parts().stream().anyMatch(Highlights::hasPhrase);
        }
        return asked instanceof Phrase
                || asked instanceof Word word
                        && TextTokenizer.ofQuery(word.text()).size() > 1;
    }

    /**
     * Returns the highlights by JSON member, or an empty map if there are no matches. Titles and abstracts are omitted if
     * they exceed the maximum number of characters of the page.
     *
     * @param ownTitles titles of the article in all languages
     * @param ownAbstracts abstracts of the article in all languages
     * @param text full text of the article; null if it has no full text
     */
    public Map<String, List<String>> of(List<String> ownTitles, List<String> ownAbstracts, ArticleText text)
            throws IOException {
        Map<String, List<String>> marked = new LinkedHashMap<>();
        add(FullTextField.TITLE, titles, ownTitles, marked);
        add(FullTextField.ABSTRACT, abstracts, ownAbstracts, marked);
        if (text != null && fullTexts != null) {
            addFullText(text, marked);
        }
        return marked;
    }

    /**
     * Searches a full text one piece at a time. Most full texts have enough matches in the first pieces, and searching
     * a whole full text is slow.
     */
    private void addFullText(ArticleText text, Map<String, List<String>> marked) throws IOException {
        List<String> found = new ArrayList<>();
        for (ArticleText.Part part : text.parts()) {
            String words = inSentences(part.words());
            int from = 0;
            while (from < words.length() && found.size() < MAX_SENTENCES) {
                int end = words.indexOf(PARAGRAPH, Math.min(words.length(), from + PIECE_LENGTH));
                int to = end < 0 ? words.length() : end;
                if (fullTexts.highlightFieldForDoc(null, -1, words.substring(from, to)) instanceof List<?> list) {
                    list.forEach(each -> found.add((String) each));
                }
                from = to + 1;
            }
        }
        if (!found.isEmpty()) {
            marked.put(FullTextField.FULLTEXT.word(), found.subList(0, Math.min(found.size(), MAX_SENTENCES)));
        }
    }

    /** Ends sentences at the end of each paragraph, and at a space if a sentence is too long. */
    private static String inSentences(String words) {
        char[] letters = words.toCharArray();
        int began = 0;
        for (int i = 0; i < letters.length; i++) {
            char letter = letters[i];
            if (letter == '\n' || letter == ' ' && i - began > MAX_SENTENCE_LENGTH) {
                letters[i] = PARAGRAPH;
                began = i;
            } else if (letter == '.' || letter == '!' || letter == '?' || letter == '。') {
                began = i;
            }
        }
        return new String(letters);
    }

    private void add(
            FullTextField field, FieldHighlighter highlighter, List<String> texts, Map<String, List<String>> marked)
            throws IOException {
        List<String> found = new ArrayList<>();
        for (String text : texts) {
            if (text.length() > remainingLength) {
                continue;
            }
            remainingLength -= text.length();
            if (highlighter.highlightFieldForDoc(null, -1, text) instanceof List<?> list) {
                list.forEach(each -> found.add((String) each));
            }
        }
        if (!found.isEmpty()) {
            marked.put(field.word(), found);
        }
    }

    private static final class Marking extends PassageFormatter {

        @Override
        public List<String> format(Passage[] passages, String text) {
            List<String> marked = new ArrayList<>();
            for (Passage passage : passages) {
                if (passage.getNumMatches() > 0) {
                    marked.add(mark(passage, text));
                }
            }
            return marked.isEmpty() ? null : marked;
        }

        private static String mark(Passage passage, String text) {
            StringBuilder out = new StringBuilder();
            int at = passage.getStartOffset();
            int end = passage.getEndOffset();
            int i = 0;
            while (i < passage.getNumMatches()) {
                int start = passage.getMatchStarts()[i];
                int stop = passage.getMatchEnds()[i];
                // Overlapping or adjacent matches share one highlight. Matches overlap if pairs of characters overlap,
                // or if a word overlaps with its stem.
                while (i + 1 < passage.getNumMatches() && passage.getMatchStarts()[i + 1] <= stop) {
                    stop = Math.max(stop, passage.getMatchEnds()[i + 1]);
                    i++;
                }
                if (start >= at && stop <= end) {
                    escape(text, at, start, out);
                    out.append("<mark>");
                    escape(text, start, stop, out);
                    out.append("</mark>");
                    at = stop;
                }
                i++;
            }
            escape(text, at, end, out);
            return out.toString().strip();
        }

        private static void escape(String text, int from, int to, StringBuilder out) {
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '&' -> out.append("&amp;");
                    case '<' -> out.append("&lt;");
                    case '>' -> out.append("&gt;");
                    case '"' -> out.append("&quot;");
                    default -> out.append(c);
                }
            }
        }
    }
}
