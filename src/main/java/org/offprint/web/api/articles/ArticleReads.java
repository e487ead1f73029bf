package org.offprint.web.api.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.cache.ArticleSource;

/**
 * Finds the requested article for a reader or an editor. If the article is unavailable, the error response states the
 * reason.
 */
@ApplicationScoped
public class ArticleReads {

    private final ArticleSource documents;
    private final Caller caller;
    private final Viewer viewer;

    ArticleReads(ArticleSource documents, Caller caller, Viewer viewer) {
        this.documents = documents;
        this.caller = caller;
        this.viewer = viewer;
    }

    /**
     * Returns the working copy if the caller edits the article's journal and did not send {@code view=public};
     * otherwise empty.
     */
    public Optional<Article> workingCopy(String id, ParameterValue<View> view) {
        return viewer.isEditor(view)
                ? Article.findBySlug(id).filter(article -> caller.edits(article.journal))
                : Optional.empty();
    }

    /**
     * Returns the published article with the given id or slug.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if the article does not exist or was never published; 410
     *     with the tombstone if it was withdrawn
     */
    public PublishedDocument published(String id) {
        return documents.published(id);
    }

    /**
     * Returns the id of an article if the caller may read its working copy or its published version.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 or 410 if the caller may read neither
     */
    public UUID visible(String id, ParameterValue<View> view) {
        return workingCopy(id, view).map(article -> article.id).orElseGet(() -> published(id)
                .id());
    }

    /**
     * Returns an article for an operation that only editors of its journal may perform.
     *
     * @throws org.offprint.kernel.faults.ProblemException 403 if the article is public but the caller does not edit the
     *     journal; 404 if the article does not exist or the caller may not see it
     */
    public Article requireEditable(String id) {
        Article article = Article.findBySlug(id).orElseThrow(() -> Problems.notFound("article", id));
        caller.requireEditorOf(article.journal, article::isPublic, "article", id);
        return article;
    }

    /**
     * Parses the version number of an article in a URL path.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if the segment is not a whole number from 1 to
     *     999,999,999
     */
    public static int versionNumber(String number) {
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw Problems.notFound("version", number);
        }
        return Integer.parseInt(number);
    }
}
