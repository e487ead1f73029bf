package org.offprint.platform.files;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.IncomingFile;
import org.offprint.platform.files.store.Sha256;
import org.offprint.platform.files.store.StoredBytes;

/** File contents that editors have uploaded for articles, and files of published article versions. */
@ApplicationScoped
public class FileContents {

    /** Maximum size of an XML file that is read into memory as a whole, in bytes. */
    public static final long MAX_TEXT_BYTES = 32L << 20;

    private static final int RETRY_SECONDS = 1;

    private final Sql sql;
    private final FileStore store;

    FileContents(Sql sql, FileStore store) {
        this.sql = sql;
        this.store = store;
    }

    /**
     * Content of an article file.
     *
     * @param size size of the content, in bytes
     */
    public record Content(String sha256, long size, String mediaType) {

        /** Returns the content of an article file. */
        public static Content of(ArticleFile held) {
            return new Content(held.sha256(), held.size(), held.mediaType());
        }

        /** Returns whether the file content is already compressed, so that compressing it again has no benefit. */
        public boolean isCompressed() {
            return !mediaType.startsWith("text/") && !mediaType.endsWith("xml") && !mediaType.endsWith("json");
        }
    }

    /** File of a published article version. */
    public record VersionFile(UUID article, int version, String name, String role, Content content) {

        /**
         * Returns whether the file is public. The XML source of the full text is not public, because it contains email
         * addresses.
         */
        public boolean isForReaders() {
            return !role.equals("jats");
        }
    }

    /** Returns the file contents that were uploaded for an article, keyed by SHA-256. */
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
     * Adds stored file content to an article, within the transaction of a write.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if the content was unreferenced and has been deleted in
     *     the meantime
     */
    public void attach(UUID article, Content content, Instant now) {
        // The advisory lock excludes the cleanup, which deletes unreferenced file content under the same lock.
        lock(content.sha256());
        if (!isText(content.sha256()) && !isStored(content.sha256())) {
            throw Problems.unavailable("The file is no longer stored. Upload the file again.", RETRY_SECONDS);
        }
        sql.update(
                "insert into file_content (sha256, size, created_at) values (?, ?, ?) on conflict do nothing",
                content.sha256(),
                content.size(),
                now);
        sql.update(
                "insert into article_content (article, sha256, media_type, at) values (?, ?, ?, ?) on conflict"
                        + " (article, sha256) do update set media_type = excluded.media_type, at = excluded.at",
                article,
                content.sha256(),
                content.mediaType(),
                now);
    }

    private boolean isText(String sha256) {
        return !sql.list("select from file_content where sha256 = ? and text is not null", row -> true, sha256)
                .isEmpty();
    }

    /** Returns the content of a text file stored in the database, or empty if the content is in the file store. */
    public Optional<byte[]> text(String sha256) {
        return sql.first(
                "select text from file_content where sha256 = ? and text is not null",
                row -> row.getBytes("text"),
                sha256);
    }

    /**
     * Reads the complete content of a text file.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if the content is lost or larger than {@link
     *     #MAX_TEXT_BYTES}; 503 if the file store is unavailable
     */
    public byte[] readText(Content content) {
        if (content.size() > MAX_TEXT_BYTES) {
            throw Problems.notFound("text", content.sha256());
        }
        try (InputStream bytes = open(content.sha256())) {
            return bytes.readAllBytes();
        } catch (NoSuchFileException e) {
            throw Problems.notFound("stored content of file", content.sha256());
        } catch (IOException e) {
            throw Problems.unavailable("The file store does not answer. Retry later.", RETRY_SECONDS);
        }
    }

    /**
     * Opens the content of a file as a stream.
     *
     * @throws NoSuchFileException if the content is lost
     */
    public InputStream open(String sha256) throws IOException {
        Optional<byte[]> text = text(sha256);
        return text.isPresent() ? new ByteArrayInputStream(text.get()) : store.open(new Sha256(sha256));
    }

    /**
     * Copies a file into the file store. Call {@link #requireStored} in the transaction that inserts a reference to the
     * stored file.
     */
    public StoredBytes store(Path file) throws IOException {
        try (IncomingFile incoming = store.begin(Files.size(file))) {
            Files.copy(file, incoming);
            return incoming.store();
        }
    }

    /**
     * Locks stored files against the cleanup of unreferenced files until the transaction ends, and checks that they are
     * still stored. The cleanup may have just deleted an older copy with identical content.
     *
     * @throws IllegalStateException if a file is no longer stored
     */
    public void requireStored(Collection<Sha256> hashes) {
        hashes.stream().map(Sha256::value).sorted().forEach(this::lock);
        for (Sha256 hash : hashes) {
            if (!isStored(hash.value())) {
                throw new IllegalStateException("The file store no longer contains the file " + hash.value() + ".");
            }
        }
    }

    boolean isStored(String sha256) {
        try {
            return store.has(new Sha256(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a file of an article's newest published version, or empty if the version has no file with the given name.
     */
    public Optional<VersionFile> published(UUID article, String name) {
        return publishedWhere(article, "v.number = p.version and v.name = ?", name).stream()
                .findFirst();
    }

    /** Returns a file of a published article version, or empty if the version has no file with the given name. */
    public Optional<VersionFile> published(UUID article, int version, String name) {
        return publishedWhere(article, "v.number = ? and v.name = ?", version, name).stream()
                .findFirst();
    }

    /** Returns the files of an article's newest published version, sorted by file name. */
    public List<VersionFile> published(UUID article) {
        return publishedWhere(article, "v.number = p.version");
    }

    /** Returns the files of a published article version, sorted by file name. */
    public List<VersionFile> published(UUID article, int version) {
        return publishedWhere(article, "v.number = ?", version);
    }

    private List<VersionFile> publishedWhere(UUID article, String which, Object... parameters) {
        Object[] all = new Object[parameters.length + 1];
        all[0] = article;
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return sql.list(
                "select v.number, v.name, v.role, v.sha256, v.size, v.media_type from published_article p"
                        + " join version_file v on v.article = p.article"
                        + " where not p.withdrawn and p.article = ? and " + which + " order by v.name",
                row -> new VersionFile(
                        article,
                        row.getInt("number"),
                        row.getString("name"),
                        row.getString("role"),
                        new Content(row.getString("sha256"), row.getLong("size"), row.getString("media_type"))),
                all);
    }

    /** Locks the file content with the given SHA-256 until the transaction ends. */
    void lock(String sha256) {
        sql.list("select pg_advisory_xact_lock(?)", row -> null, Long.parseUnsignedLong(sha256.substring(0, 16), 16));
    }
}
