package org.offprint.files;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.database.sql.Sql;
import org.offprint.files.store.FileStore;
import org.offprint.files.store.Sha256;
import org.offprint.http.problem.Problems;

/** The bytes that editors have uploaded for articles, and the files that published versions name. */
@ApplicationScoped
public class FileContents {

    private static final int RETRY_SECONDS = 1;

    private final Sql sql;
    private final FileStore store;

    FileContents(Sql sql, FileStore store) {
        this.sql = sql;
        this.store = store;
    }

    /**
     * Bytes that an article has.
     *
     * @param size in bytes
     */
    public record Content(String sha256, long size, String mediaType) {}

    /** A file of a published version. */
    public record VersionFile(UUID article, int version, String name, String role, Content content) {

        /** Reports whether readers get it: not the source of the text, which holds e-mail addresses. */
        public boolean isForReaders() {
            return !role.equals("jats");
        }
    }

    /** Returns the bytes that were uploaded for an article, by their hash. */
    public Map<String, Content> of(UUID article) {
        Map<String, Content> held = new LinkedHashMap<>();
        sql.list(
                "select c.sha256, c.size, a.media_type from article_content a join file_content c using (sha256)"
                        + " where a.article = ?",
                row -> held.put(
                        row.getString("sha256"),
                        new Content(row.getString("sha256"), row.getLong("size"), row.getString("media_type"))),
                article);
        return held;
    }

    /**
     * Lets an article name bytes that the store has, within the transaction of a write.
     *
     * @throws org.offprint.http.problem.ProblemException 503 where the bytes were removed meanwhile, because nothing named
     *     them
     */
    public void attach(UUID article, Content content, Instant now) {
        // Against the sweep, which removes bytes that nothing names under the same lock.
        lock(content.sha256());
        if (text(content.sha256()).isEmpty() && !isStored(content.sha256())) {
            throw Problems.unavailable("The file must be sent again.", RETRY_SECONDS);
        }
        sql.update(
                "insert into file_content (sha256, size, created_at) values (?, ?, ?) on conflict do nothing",
                content.sha256(),
                content.size(),
                now);
        sql.update(
                "insert into article_content (article, sha256, media_type, at) values (?, ?, ?, ?)"
                        + " on conflict (article, sha256) do update set media_type = excluded.media_type, at = excluded.at",
                article,
                content.sha256(),
                content.mediaType(),
                now);
    }

    /** Returns the bytes of a text that the database keeps; empty for what the store of files has. */
    public Optional<byte[]> text(String sha256) {
        return sql.first(
                "select text from file_content where sha256 = ? and text is not null",
                row -> row.getBytes("text"),
                sha256);
    }

    /**
     * Reads the bytes of a file.
     *
     * @throws org.offprint.http.problem.ProblemException 404 where they are lost, 503 where the store does not answer
     */
    public byte[] bytes(String sha256) {
        return text(sha256).orElseGet(() -> {
            try (InputStream content = store.open(new Sha256(sha256))) {
                return content.readAllBytes();
            } catch (NoSuchFileException e) {
                throw Problems.notFound("bytes of file", sha256);
            } catch (IOException e) {
                throw Problems.unavailable("The store of files does not answer.", RETRY_SECONDS);
            }
        });
    }

    /**
     * Opens the bytes of a file, so that they need not be in memory.
     *
     * @throws NoSuchFileException where they are lost
     */
    public InputStream open(String sha256) throws IOException {
        Optional<byte[]> text = text(sha256);
        return text.isPresent() ? new ByteArrayInputStream(text.get()) : store.open(new Sha256(sha256));
    }

    boolean isStored(String sha256) {
        try {
            return store.has(new Sha256(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a file of the newest version of an article that readers have; empty where there is none. */
    public Optional<VersionFile> published(UUID article, String name) {
        return version(article, name, "v.number = p.version", new Object[0]);
    }

    /** Returns a file of a version of an article that readers have; empty where there is none. */
    public Optional<VersionFile> published(UUID article, int version, String name) {
        return version(article, name, "v.number = ?", new Object[] {version});
    }

    /** Returns the files of the newest version of an article that readers have, by name. */
    public List<VersionFile> published(UUID article) {
        return sql.list(
                "select v.number, v.name, v.role, v.sha256, v.size, v.media_type from published_article p"
                        + " join version_file v on v.article = p.article and v.number = p.version"
                        + " where not p.withdrawn and p.article = ? order by v.name",
                row -> new VersionFile(
                        article,
                        row.getInt("number"),
                        row.getString("name"),
                        row.getString("role"),
                        new Content(row.getString("sha256"), row.getLong("size"), row.getString("media_type"))),
                article);
    }

    private Optional<VersionFile> version(UUID article, String name, String which, Object[] number) {
        Object[] parameters = new Object[2 + number.length];
        parameters[0] = article;
        parameters[1] = name;
        System.arraycopy(number, 0, parameters, 2, number.length);
        return sql.first(
                "select v.number, v.role, v.sha256, v.size, v.media_type from published_article p"
                        + " join version_file v on v.article = p.article"
                        + " where not p.withdrawn and p.article = ? and v.name = ? and " + which,
                row -> new VersionFile(
                        article,
                        row.getInt("number"),
                        name,
                        row.getString("role"),
                        new Content(row.getString("sha256"), row.getLong("size"), row.getString("media_type"))),
                parameters);
    }

    /** Takes the lock of these bytes until the transaction ends. */
    void lock(String sha256) {
        sql.list("select pg_advisory_xact_lock(?)", row -> null, Long.parseUnsignedLong(sha256.substring(0, 16), 16));
    }
}
