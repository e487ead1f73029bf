package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleHistory;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.articles.ArticlePlacement;
import org.offprint.journal.articles.ArticleRows;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.journal.publishing.typesetting.Manuscript;
import org.offprint.journal.publishing.typesetting.Press;
import org.offprint.journal.publishing.typesetting.PublicationDefaults;
import org.offprint.journal.publishing.typesetting.TypesetSize;
import org.offprint.journal.publishing.typesetting.TypesettingSources;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.JournalBody;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Editor;

/**
 * Stores many new articles together, and publishes some of them. The result is the same as with {@link WorkingCopies}
 * and {@link Publishing} for single articles. The number of SQL statements does not depend on the number of articles.
 * For each article, one change is recorded in its history and in the change log.
 */
@ApplicationScoped
public class NewArticles {

    private static final String ACTION = "imported";

    private final Sql sql;
    private final ArticleRows rows;
    private final ArticlePlacement placement;
    private final ArticleHistory history;
    private final DoiRegister dois;
    private final TypesettingSources sources;
    private final Press press;

    NewArticles(
            Sql sql,
            ArticleRows rows,
            ArticlePlacement placement,
            ArticleHistory history,
            DoiRegister dois,
            TypesettingSources sources,
            Press press) {
        this.sql = sql;
        this.rows = rows;
        this.placement = placement;
        this.history = history;
        this.dois = dois;
        this.sources = sources;
        this.press = press;
    }

    /**
     * New article to store.
     *
     * @param input request data returned by {@link org.offprint.journal.articles.ArticleReader}
     * @param publication publication options, possibly with a time in the future; null for a draft
     * @param prior history of an article that was published in another system and is published immediately
     */
    public record NewArticle(UUID id, ArticleInput input, PublicationInput publication, PriorPublication prior) {}

    /**
     * Stores new articles in the given order. The article ids, DOIs and explicitly given slugs must be unused. An SQL
     * statement fails if another writer has used an id, DOI or slug in the meantime.
     */
    public void create(List<NewArticle> wanted, Editor editor, WriteContext write) {
        if (wanted.isEmpty()) {
            return;
        }
        Map<Article, ArticleInput> inputs = new LinkedHashMap<>();
        wanted.forEach(one -> inputs.put(draft(one, write), one.input()));
        List<Article> made = List.copyOf(inputs.keySet());
        rows.assignSlugs(made);
        placement.placeAll(inputs);
        TypesettingSources.SourceSet read =
                sources.readLocked(made.stream().map(Manuscript::ofWorkingCopy).toList());
        for (int i = 0; i < made.size(); i++) {
            publish(made.get(i), wanted.get(i), read, editor, write);
        }
        Map<Article, String> bodies = new LinkedHashMap<>();
        for (Article article : made) {
            byte[] body = Json.write(article.body);
            TypesetSize.require(article.body, body.length, read);
            bodies.put(article, new String(body, StandardCharsets.UTF_8));
        }
        rows.add(bodies);
        registerDois(made);
        history.recordNew(bodies, ACTION, editor);
        addVersions(wanted, made, bodies, editor);
        press.typesetNew(
                made.stream()
                        .filter(Article::isPublic)
                        .map(Manuscript::ofWorkingCopy)
                        .toList(),
                read,
                write.now());
        leaveTombstones(made, write);
        made.forEach(article -> write.log(change(article)));
    }

    private void leaveTombstones(List<Article> made, WriteContext write) {
        sql.batch(
                Withdrawals.REPLACE_BY_TOMBSTONE,
                made.stream()
                        .filter(article -> article.status == ArticleStatus.WITHDRAWN)
                        .map(article -> Withdrawals.tombstone(article, write))
                        .toList());
    }

    private static Article draft(NewArticle wanted, WriteContext write) {
        Article article = Article.create(wanted.id(), wanted.input().journal(), write.now());
        article.slug =
                wanted.input().slug() == null ? null : wanted.input().slug().value();
        article.edit(wanted.input().body(), write.now());
        return article;
    }

    private static void publish(
            Article article, NewArticle wanted, TypesettingSources.SourceSet read, Editor editor, WriteContext write) {
        PublicationInput how = wanted.publication();
        if (how != null && how.at() != null) {
            article.scheduleFor(how.at(), how.scheduledBy(editor), write.now());
        } else if (how != null) {
            JournalBody journal = read.journals().get(article.journal).body();
            article.publish(PublicationDefaults.on(article.body, how.publishedOn(), journal, write.now()), write.now());
            PriorPublication prior = wanted.prior();
            Retraction retraction =
                    prior.retraction() == null || prior.retraction().date() != null
                            ? prior.retraction()
                            : prior.retraction().on(PublicationDefaults.today(journal, write.now()));
            article.restoreHistory(prior.version(), prior.publishedAt(), retraction, prior.withdrawal(), write.now());
        }
        // Creation and publication of the article count as one change.
        article.revision = 1;
    }

    private void registerDois(List<Article> made) {
        Map<UUID, Doi> drafts = new LinkedHashMap<>();
        Map<UUID, Doi> published = new LinkedHashMap<>();
        for (Article article : made) {
            if (article.body.doi() != null) {
                (article.isPublic() ? published : drafts).put(article.id, article.body.doi());
            }
        }
        dois.registerAll(DoiRegister.OwnerKind.ARTICLE, drafts, false);
        dois.registerAll(DoiRegister.OwnerKind.ARTICLE, published, true);
    }

    private static final String ADD_VERSION =
            "insert into article_version (article, number, kind, note, published_at, published_by, body)"
                    + " values (?, ?, ?, ?, ?, ?, ?::jsonb)";

    private void addVersions(List<NewArticle> wanted, List<Article> made, Map<Article, String> bodies, Editor editor) {
        List<Object[]> versions = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Article article = made.get(i);
            if (article.isPublic()) {
                PublicationInput how = wanted.get(i).publication();
                versions.add(new Object[] {
                    article.id,
                    article.version,
                    Vocabulary.termOf(PublishedVersion.kind(article, how.kind())),
                    how.note(),
                    article.version == 1 ? article.publishedAt : article.updatedAt,
                    editor.name(),
                    bodies.get(article)
                });
            }
        }
        sql.batch(ADD_VERSION, versions);
    }

    private static Change change(Article article) {
        Change.Op op = article.status == ArticleStatus.WITHDRAWN ? Change.Op.DELETED : Change.Op.CREATED;
        return article.isPublic()
                ? Change.forReaders(Change.Kind.ARTICLE, article.id, article.journal, op, ACTION)
                        .ofVersion(article.version)
                : Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.CREATED, ACTION);
    }
}
