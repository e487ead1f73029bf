package org.offprint.platform.files;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.Sha256;
import org.offprint.platform.files.store.StoredFile;

/**
 * Deletes unreferenced file content: abandoned uploads, and files that no working copy or article version uses. Files
 * of article versions, and the images created from them, are never deleted.
 */
@ApplicationScoped
public class UnreferencedFileCleanup {

    private static final Logger LOG = Logger.getLogger(UnreferencedFileCleanup.class);

    /** Period during which a file that was removed from a working copy can be restored by its hash. */
    private static final Duration RESTORABLE = Duration.ofDays(7);

    /**
     * Minimum age of file content that may be deleted. Writes store the content before the database row that refers to
     * it, and end long before the content reaches this age.
     */
    private static final Duration MIN_AGE = Duration.ofHours(24);

    private static final int AT_ONCE = 500;

    private final Sql sql;
    private final FileStore store;
    private final FileContents contents;

    UnreferencedFileCleanup(Sql sql, FileStore store, FileContents contents) {
        this.sql = sql;
        this.store = store;
        this.contents = contents;
    }

    /** File content of an article that is used by neither its working copy nor its versions. */
    private record UnreferencedContent(UUID article, String sha256) {}

    @Scheduled(every = "1h", delayed = "12m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void cleanUpOld() {
        cleanUp(Instant.now());
    }

    /**
     * Deletes unreferenced file content that has reached the minimum age.
     *
     * @param now current time
     * @return number of deleted files
     */
    public int cleanUp(Instant now) {
        try {
            removeUnusedContent(now.minus(RESTORABLE));
            int texts = sql.update(
                    "delete from file_content f where f.text is not null and f.created_at < ?"
                            + " and not exists (select from article_content c where c.sha256 = f.sha256)"
                            + " and not exists (select from version_file v where v.sha256 = f.sha256)",
                    now.minus(MIN_AGE));
            return texts + deleteUnreferenced(now.minus(MIN_AGE)) + store.discardIncoming(now.minus(MIN_AGE));
        } catch (IOException e) {
            LOG.warnf("The cleanup of the file store failed and will be repeated: %s", e);
            return 0;
        }
    }

    /** Removes file content from articles if neither the article's working copy nor its versions use it. */
    private void removeUnusedContent(Instant before) {
        List<UnreferencedContent> unnamed = sql.list(
                "select c.article, c.sha256 from article_content c join article a on a.id = c.article where c.at < ?"
                        + " and not exists (select from version_file v where v.article = c.article and v.sha256 ="
                        + " c.sha256) and position(c.sha256 in a.body::text) = 0 limit 10000",
                row -> new UnreferencedContent(Sql.uuid(row, "article"), row.getString("sha256")),
                before);
        for (UnreferencedContent each : unnamed) {
            QuarkusTransaction.requiringNew().run(() -> {
                // The cleanup locks the article like any write, and then checks the content again, because a write may
                // have started to use it in the meantime.
                sql.list("select from article where id = ? for update", row -> null, each.article());
                sql.update(
                        "delete from article_content c using article a where a.id = c.article and c.article = ?"
                                + " and c.sha256 = ? and c.at < ? and position(c.sha256 in a.body::text) = 0"
                                + " and not exists (select from version_file v"
                                + " where v.article = c.article and v.sha256 = c.sha256)",
                        each.article(),
                        each.sha256(),
                        before);
            });
        }
    }

    /** Deletes file content that belongs to no article. Returns the number of deleted files. */
    private int deleteUnreferenced(Instant before) throws IOException {
        int removed = 0;
        Sha256 after = null;
        for (List<StoredFile> page = store.list(after, AT_ONCE); !page.isEmpty(); page = store.list(after, AT_ONCE)) {
            after = page.get(page.size() - 1).hash();
            Set<String> old = new TreeSet<>();
            page.stream()
                    .filter(file -> file.changed().isBefore(before))
                    .forEach(file -> old.add(file.hash().value()));
            if (!old.isEmpty()) {
                sql.list(
                        "select sha256 from article_content where sha256 = any(?)"
                                + " union select sha256 from version_file where sha256 = any(?)"
                                + " union select made from image_version where made = any(?)"
                                + " union select sha256 from generated_pdf where sha256 = any(?)",
                        row -> old.remove(row.getString("sha256")),
                        old,
                        old,
                        old,
                        old);
            }
            for (String hash : old) {
                removed += QuarkusTransaction.requiringNew().call(() -> remove(new Sha256(hash), before)) ? 1 : 0;
            }
        }
        return removed;
    }

    private boolean remove(Sha256 hash, Instant before) throws IOException {
        contents.lock(hash.value());
        boolean isNamed = !sql.list(
                        "select from article_content where sha256 = ? union all select from version_file where sha256"
                                + " = ? union all select from image_version where made = ? union all select from"
                                + " generated_pdf where sha256 = ?",
                        row -> true,
                        hash.value(),
                        hash.value(),
                        hash.value(),
                        hash.value())
                .isEmpty();
        // The same content may just have been uploaded again, for a record that does not refer to it yet.
        boolean isNew = store.find(hash)
                .filter(file -> !file.changed().isBefore(before))
                .isPresent();
        if (isNamed || isNew) {
            return false;
        }
        sql.update("delete from file_content where sha256 = ?", hash.value());
        store.delete(hash);
        return true;
    }
}
