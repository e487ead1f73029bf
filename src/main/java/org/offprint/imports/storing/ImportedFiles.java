package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordImport;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.store.Sha256;

/**
 * Files that are imported with an article: its JATS and files from the same zip. The JATS is stored unchanged, and the
 * full text is generated from it.
 */
@ApplicationScoped
class ImportedFiles {

    private static final String NAME = "article.xml";
    private static final String MEDIA_TYPE = "application/jats+xml";

    private final Sql sql;

    ImportedFiles(Sql sql) {
        this.sql = sql;
    }

    /**
     * Returns the article with the files of its imported record. A file replaces a stored file with the same name.
     * Files are in the order of the stored article, or in the order of the record if the article is new.
     *
     * @param article stored article; null for a new article
     */
    static ArticleInput in(ArticleInput input, RecordImport record, Article article) {
        ArticleBody body = input.body();
        Map<String, ArticleFile> held = new LinkedHashMap<>();
        Deque<ArticleFile> elsewhere = new ArrayDeque<>();
        for (ArticleFile file : body.files()) {
            if (file.isStored()) {
                held.put(file.name(), file);
            } else {
                elsewhere.add(file);
            }
        }
        Map<String, ArticleFile> come = come(record);
        if (come.values().stream().anyMatch(file -> file.role() == FileRole.JATS)) {
            held.values().removeIf(file -> file.role() == FileRole.JATS);
        }
        held.putAll(come);
        List<ArticleFile> files = new ArrayList<>();
        for (String name : article == null ? names(record) : names(article)) {
            ArticleFile next = name == null ? elsewhere.poll() : held.remove(name);
            if (next != null) {
                files.add(next);
            }
        }
        files.addAll(elsewhere);
        files.addAll(held.values());
        return new ArticleInput(
                input.journal(),
                input.issue(),
                input.section(),
                input.position(),
                input.slug(),
                input.revision(),
                body.withFiles(files));
    }

    private static Map<String, ArticleFile> come(RecordImport record) {
        Map<String, ArticleFile> come = new LinkedHashMap<>();
        record.files().forEach(file -> come.put(file.name(), file));
        byte[] source = record.record().source();
        if (source != null) {
            ArticleFile text = new ArticleFile(
                    FileRole.JATS, MEDIA_TYPE, null, null, (long) source.length, hash(source), null, NAME, null, null);
            come.put(NAME, text);
        }
        return come;
    }

    /** Returns the names of the files that a record lists, in order. The name of an external file is null. */
    private static List<String> names(RecordImport record) {
        List<String> names = new ArrayList<>();
        record.record()
                .body()
                .path("files")
                .forEach(file -> names.add(file.path("name").textValue()));
        return names;
    }

    private static List<String> names(Article article) {
        List<String> names = new ArrayList<>();
        article.body.files().forEach(file -> names.add(file.name()));
        return names;
    }

    /**
     * Removes the stored files from the JSON of a record, because their content is in the installation that exported
     * the record. Reports files that are neither in the import nor in the article.
     *
     * @param article article that already has the files; null for a new article
     */
    static void removeStoredFiles(RecordImport record, Article article) {
        if (record.body().path("files") instanceof ArrayNode files) {
            Set<String> here = new HashSet<>();
            record.files().forEach(file -> here.add(file.name()));
            if (article != null) {
                article.body.files().forEach(file -> here.add(file.name() + '\n' + file.sha256()));
            }
            for (Iterator<JsonNode> each = files.iterator(); each.hasNext(); ) {
                JsonNode file = each.next();
                if (file.hasNonNull("name")) {
                    String name = file.path("name").asText();
                    if (!here.contains(name)
                            && !here.contains(name + '\n' + file.path("sha256").asText())) {
                        record.reportUnplaced("files", file.path("name"));
                    }
                    each.remove();
                }
            }
        }
    }

    /**
     * Adds the article's stored files to the external files of the record, because an import never removes stored
     * files.
     */
    static void keepStoredFiles(RecordImport record, Article article) {
        removeStoredFiles(record, article);
        if (record.body().path("files") instanceof ArrayNode files) {
            article.body.files().stream().filter(ArticleFile::isStored).forEach(file -> files.add(Json.tree(file)));
        }
    }

    /** Stores the contents of imported files before any article refers to them. */
    void keep(Batch batch) {
        // Write each file content once, in an order that is the same for all writers, to avoid deadlocks.
        Map<String, Object[]> rows = new TreeMap<>();
        for (RecordImport record : batch.open("article")) {
            record.files()
                    .forEach(file -> rows.putIfAbsent(
                            file.sha256(), new Object[] {file.sha256(), file.size(), batch.write.now(), null}));
        }
        for (RecordImport record : batch.open("article")) {
            byte[] source = record.record().source();
            if (source != null) {
                rows.put(hash(source), new Object[] {hash(source), source.length, batch.write.now(), source});
            }
        }
        sql.batch(
                "insert into file_content (sha256, size, created_at, text) values (?, ?, ?, ?)"
                        + " on conflict (sha256) do update set text = coalesce(excluded.text, file_content.text)",
                rows.values());
    }

    /** Attaches the contents of imported files to the stored articles. */
    void attach(Batch batch) {
        Map<String, Object[]> rows = new TreeMap<>();
        for (RecordImport record : batch.open("article")) {
            byte[] source = record.record().source();
            if (source != null) {
                row(record, hash(source), MEDIA_TYPE, batch, rows);
            }
            record.files().forEach(file -> row(record, file.sha256(), file.mediaType(), batch, rows));
        }
        sql.batch(
                "insert into article_content (article, sha256, media_type, at) values (?, ?, ?, ?)"
                        + " on conflict (article, sha256) do update set at = excluded.at",
                rows.values());
    }

    private static void row(
            RecordImport record, String sha256, String mediaType, Batch batch, Map<String, Object[]> rows) {
        rows.putIfAbsent(record.id() + sha256, new Object[] {record.id(), sha256, mediaType, batch.write.now()});
    }

    private static String hash(byte[] bytes) {
        return Sha256.of(bytes).value();
    }
}
