package org.offprint.web.site.books;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.platform.changes.FollowerProgress;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.store.StoredBytes;

/** Queue of articles whose PDFs may be missing or outdated, and the results of generating PDFs. */
@ApplicationScoped
class PdfQueue {

    private static final int ATTEMPTS = 3;

    /**
     * Lease duration of an article, longer than the generation of a PDF takes. If a node fails, another node takes over
     * when the lease expires.
     */
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Delay before the second attempt. The delay before the third attempt is four times as long. */
    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

    /** Condition for a published article {@code p} with a full text and without an uploaded PDF. */
    private static final String WITHOUT_PDF = "not p.withdrawn and exists (select from version_file f"
            + " where f.article = p.article and f.number = p.version and is_text_source(f.media_type, f.role))"
            + " and not exists (select from version_file f where f.article = p.article and f.number = p.version"
            + " and f.role = 'fulltext' and f.media_type = 'application/pdf')";

    private static final String PROBLEM = "An unexpected error occurred, which the log contains. Publish the article"
            + " again, or restart the service, to repeat the attempt.";

    private final Sql sql;

    PdfQueue(Sql sql) {
        this.sql = sql;
    }

    /** Article whose PDF may be missing or outdated. */
    record QueuedArticle(UUID id, int attempts) {}

    /**
     * Result of generating the PDF of an article.
     *
     * @param version version of the article
     * @param making version of the PDF writer and of the theme
     * @param source hash that identifies the article data, the full text and {@code making}
     * @param bytes the stored PDF; null if it could not be generated
     * @param problem reason why the PDF could not be generated; null if there is a PDF
     */
    record PdfResult(int version, String making, String source, StoredBytes bytes, String problem) {}

    /** Returns the position in the change log up to which changed articles have been queued. */
    FollowerProgress<Long> progress() {
        return FollowerProgress.ofPosition(sql, "pdf");
    }

    /**
     * Queues all articles whose PDF is missing or outdated.
     *
     * @param making current version of the PDF writer and of the theme
     */
    void addOutdated(String making) {
        sql.update(
                "insert into pdf_work (article) select p.article from published_article p where " + WITHOUT_PDF
                        + " and not exists (select from generated_pdf g where g.article = p.article"
                        + " and g.version = p.version and g.making = ? and g.source <> '')"
                        + " on conflict do nothing",
                making);
    }

    /** Queues changed articles and the articles of changed journals, and deletes PDFs that articles no longer need. */
    void addChanged(List<UUID> articles, List<UUID> journals) {
        sql.update(
                "insert into pdf_work (article) select p.article from published_article p"
                        + " where (p.article = any(?::uuid[]) or p.journal = any(?::uuid[])) and " + WITHOUT_PDF
                        + " on conflict (article) do update set attempts = 0, next_at = now()",
                articles,
                journals);
        sql.update(
                "delete from generated_pdf g using published_article p where p.article = g.article"
                        + " and g.article = any(?::uuid[]) and not (" + WITHOUT_PDF + ")",
                articles);
    }

    /** Leases the next article that is due. */
    Optional<QueuedArticle> claim() {
        return sql.first(
                "update pdf_work set attempts = attempts + 1, next_at = now() + make_interval(secs => ?)"
                        + " where article = (select article from pdf_work where next_at <= now() order by next_at"
                        + " for update skip locked limit 1) returning article, attempts",
                row -> new QueuedArticle(Sql.uuid(row, "article"), row.getInt("attempts")),
                LEASE.toSeconds());
    }

    /** Makes an article due after a delay, and resets its number of attempts. */
    void delay(UUID article, Duration delay) {
        sql.update(
                "update pdf_work set attempts = 0, next_at = now() + make_interval(secs => ?) where article = ?",
                delay.toSeconds(),
                article);
    }

    /**
     * Makes an article due later after a failed attempt. After the last attempt, stores the failure unless there is a
     * PDF of the version, and removes the article. The source of a stored failure is empty.
     */
    void retry(QueuedArticle queued, String making) {
        if (queued.attempts() < ATTEMPTS) {
            sql.update(
                    "update pdf_work set next_at = now() + make_interval(secs => ?) where article = ?",
                    RETRY_DELAY.toSeconds() * queued.attempts() * queued.attempts(),
                    queued.id());
            return;
        }
        sql.update(
                "insert into generated_pdf as g (article, version, making, source, problem, made_at)"
                        + " select article, version, ?, '', ?, now() from published_article"
                        + " where article = ? and not withdrawn on conflict (article) do update set"
                        + " version = excluded.version, making = excluded.making, source = '', sha256 = null,"
                        + " size = null, problem = excluded.problem, made_at = excluded.made_at"
                        + " where g.version <> excluded.version",
                making,
                PROBLEM,
                queued.id());
        remove(queued);
    }

    /** Removes an article from the queue, unless it was queued again in the meantime, which resets its attempts. */
    void remove(QueuedArticle queued) {
        sql.update("delete from pdf_work where article = ? and attempts = ?", queued.id(), queued.attempts());
    }

    /**
     * Returns whether the stored result for an article was generated from the given data.
     *
     * @param source hash that identifies the data, as in {@link PdfResult}
     */
    boolean isCurrent(UUID article, String source) {
        return !sql.list("select from generated_pdf where article = ? and source = ?", row -> true, article, source)
                .isEmpty();
    }

    /** Stores a result, unless the article has changed since it was read. Returns whether the result was stored. */
    boolean store(PublishedDocument published, PdfResult result) {
        return sql.update(
                        "insert into generated_pdf (article, version, making, source, sha256, size, problem, made_at)"
                                + " select article, ?, ?, ?, ?, ?::bigint, ?, now() from published_article"
                                + " where article = ? and etag = ? and version = ? and not withdrawn"
                                + " on conflict (article) do update set version = excluded.version,"
                                + " making = excluded.making, source = excluded.source, sha256 = excluded.sha256,"
                                + " size = excluded.size, problem = excluded.problem, made_at = excluded.made_at",
                        result.version(),
                        result.making(),
                        result.source(),
                        result.bytes() == null ? null : result.bytes().hash().value(),
                        result.bytes() == null ? null : result.bytes().size(),
                        result.problem(),
                        published.id(),
                        published.etag(),
                        result.version())
                > 0;
    }
}
