package org.offprint.formats.fulltext.stored;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.HtmlArticle;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.search.feed.ArticleText;

/** Extracts the text for full-text search from an article, its sub-articles and its translations. */
public final class SearchableText {

    /** Maximum total number of searchable characters of a file in all languages. */
    private static final int MAX_CHARACTERS = 1_000_000;

    private SearchableText() {}

    /**
     * Extracts the searchable text of a JATS file.
     *
     * @throws IOException if the file cannot be read
     */
    public static ArticleText of(InputStream jats) throws IOException {
        return bounded(FullText.all(SourceArticle.read(jats), href -> Optional.empty()).stream()
                .map(SearchableText::part)
                .toList());
    }

    /**
     * Extracts the searchable text of an HTML page.
     *
     * @throws IOException if the page cannot be read
     */
    static ArticleText ofHtml(InputStream html) throws IOException {
        return bounded(List.of(part(HtmlArticle.read(html, href -> Optional.empty()))));
    }

    /** Returns the searchable text of a file that does not state a language. */
    static ArticleText of(String words) {
        return bounded(List.of(new ArticleText.Part(null, words)));
    }

    private static ArticleText.Part part(FullText text) {
        String language = text.language() == null
                ? null
                : text.language().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return new ArticleText.Part(language, text.searched());
    }

    private static ArticleText bounded(List<ArticleText.Part> parts) {
        List<ArticleText.Part> bounded = new ArrayList<>();
        int left = MAX_CHARACTERS;
        for (ArticleText.Part part : parts) {
            String words = part.words().substring(0, Math.min(left, part.words().length()));
            left -= words.length();
            if (!words.isBlank()) {
                bounded.add(new ArticleText.Part(part.language(), words));
            }
        }
        return ArticleText.of(bounded);
    }
}
