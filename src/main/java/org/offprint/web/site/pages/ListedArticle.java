package org.offprint.web.site.pages;

import io.quarkus.qute.RawString;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.articles.ArticleSummary.ListedContributor;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.contributors.ContributorKind;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.kernel.text.HtmlEscaping;

/**
 * Article as displayed in lists on site pages.
 *
 * @param showsJournal whether the list contains articles of several journals
 * @param highlights passages that match the search, escaped except for {@code mark} elements
 */
public record ListedArticle(ArticleSummary article, boolean showsJournal, List<RawString> highlights) {

    private static final int MAX_AUTHORS = 6;

    /** Creates an entry for a list of articles from one journal. */
    public static ListedArticle of(ArticleSummary article) {
        return new ListedArticle(article, false, List.of());
    }

    /** Article title in another language. */
    public record TranslatedTitle(String language, RawString title) {}

    public String path() {
        return "/articles/" + article.slug();
    }

    public String language() {
        return article.language().value();
    }

    /** Returns the article title with markup. */
    public RawString title() {
        return marked(article.titleHtml(), article.title());
    }

    private static RawString marked(String html, String plain) {
        return new RawString(html != null ? html : HtmlEscaping.escape(plain));
    }

    /** Returns the translated titles of the article. */
    public List<TranslatedTitle> translations() {
        return article.translations().entrySet().stream()
                .map(each -> new TranslatedTitle(
                        each.getKey().value(),
                        marked(each.getValue().titleHtml(), each.getValue().title())))
                .toList();
    }

    /** Returns the names of the first six authors. */
    public String authors() {
        return named().limit(MAX_AUTHORS).map(ListedArticle::spoken).collect(Collectors.joining(", "));
    }

    /** Returns the number of authors that {@link #authors} omits. */
    public long moreAuthors() {
        return Math.max(0, named().count() - MAX_AUTHORS);
    }

    private Stream<ListedContributor> named() {
        return article.contributors().stream().filter(contributor -> contributor.role() == ContributorRole.AUTHOR);
    }

    private static String spoken(ListedContributor contributor) {
        return contributor.kind() == ContributorKind.ORGANIZATION
                ? contributor.name()
                : ContributorNames.displayed(contributor.given(), contributor.family(), contributor.suffix());
    }

    public boolean isRetracted() {
        return article.retraction() != null;
    }

    /** Returns whether the article has a full-text PDF in this service. */
    public boolean hasPdf() {
        return article.files().stream().anyMatch(ArticleFile::isPdfOfText);
    }

    /** Returns the volume, number and pages of the article, or an empty string if it has none. */
    public String place() {
        String volume = article.issue() == null ? null : article.issue().volume();
        String number = article.issue() == null ? null : article.issue().number();
        return PlaceInJournal.of(volume, number, article.pages(), article.articleNumber());
    }

    /** Returns the publication date of the article, or null if it has none. */
    public PartialDate published() {
        return article.dates() == null ? null : article.dates().published();
    }
}
