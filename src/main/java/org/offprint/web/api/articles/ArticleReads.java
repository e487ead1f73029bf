package org.offprint.web.api.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleRepository;
import org.offprint.journal.publishing.ReadyDocuments;
import org.offprint.journal.publishing.ReadyDocuments.Ready;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.security.Caller;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;

/** Finds the article that a reader or an editor asks for, and says why there is none. */
@ApplicationScoped
public class ArticleReads {

    private final ArticleRepository articles;
    private final ReadyDocuments documents;
    private final Caller caller;
    private final Viewer viewer;

    ArticleReads(ArticleRepository articles, ReadyDocuments documents, Caller caller, Viewer viewer) {
        this.articles = articles;
        this.documents = documents;
        this.caller = caller;
        this.viewer = viewer;
    }

    /** The working copy, where the caller edits its journal and did not ask for the readers' view. */
    public Optional<Article> workingCopy(String id, Given<View> view) {
        return viewer.isEditor(view)
                ? articles.lookUp(id).filter(article -> caller.edits(article.journal))
                : Optional.empty();
    }

    /** Returns what readers get; 404 where they get nothing, 410 with the tombstone where it was withdrawn. */
    public Ready published(String id) {
        return documents.published(id);
    }

    /** The id of an article that the caller may see something of; 404 or 410 otherwise. */
    public UUID visible(String id, Given<View> view) {
        return workingCopy(id, view).map(article -> article.id).orElseGet(() -> published(id)
                .id());
    }

    /** The article of which editors of its journal alone may see more; 404 for others where readers see nothing. */
    public Article own(String id) {
        Article article = articles.lookUp(id).orElseThrow(() -> Problems.notFound("article", id));
        caller.requireEditorOf(article.journal, article::isPublic, "article", id);
        return article;
    }

    /** Reads the number of a version in a path; 404 for what is no number of any. */
    public static int versionNumber(String number) {
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw Problems.notFound("version", number);
        }
        return Integer.parseInt(number);
    }
}
