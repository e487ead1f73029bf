package org.offprint.journal.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Visibility;

/**
 * Register of article slugs, including former slugs of published articles. A slug that was published belongs to its
 * article permanently.
 */
@ApplicationScoped
public class SlugRegister {

    private final Sql sql;
    private final Visibility visibility;

    SlugRegister(Sql sql, Visibility visibility) {
        this.sql = sql;
        this.visibility = visibility;
    }

    /**
     * Registers the slug of a stored article. The previous slug of the working copy is released unless it was
     * published.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if another article has the slug
     */
    public void register(Article article) {
        if (!isRegistered(article)) {
            throw isVisible(article.slug)
                    ? Problems.duplicate("/slug", "slug", "/v1/articles/" + holder(article.slug))
                    : Problems.duplicateOfHidden("/slug", "slug");
        }
        sql.update(
                "delete from article_slug where article = ? and slug <> ? and not published", article.id, article.slug);
    }

    /**
     * Registers the slug of a new article, which was derived from its title. If another article has the slug, a number
     * is appended.
     */
    public void registerNumbered(Article article) {
        String wanted = article.slug;
        for (int number = 2; !isRegistered(article); number++) {
            // Many articles can have the same title, such as Editorial. If the slugs with numbers 2 to 99 are in use,
            // part of the article id is appended instead.
            article.slug = number < 100
                    ? Slug.parse(wanted).numbered(number).value()
                    : wanted + "-" + article.id.toString().substring(24);
        }
    }

    /** Reserves the current slug of an article permanently. */
    public void reserve(Article article) {
        sql.update("update article_slug set published = true where article = ?", article.id);
    }

    private boolean isRegistered(Article article) {
        int taken = sql.update(
                "insert into article_slug (slug, article, published) values (?, ?, false) on conflict do nothing",
                article.slug,
                article.id);
        return taken == 1 || article.id.equals(holder(article.slug));
    }

    private boolean isVisible(String slug) {
        return sql.first(
                        "select s.published, a.journal from article_slug s join article a on a.id = s.article"
                                + " where s.slug = ?",
                        row -> row.getBoolean("published") || visibility.mayReveal(Sql.uuid(row, "journal")),
                        slug)
                .orElse(false);
    }

    private UUID holder(String slug) {
        return sql.first("select article from article_slug where slug = ?", row -> Sql.uuid(row, "article"), slug)
                .orElse(null);
    }
}
