package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.offprint.articles.Article;
import org.offprint.articles.ArticleInput;
import org.offprint.database.sql.Sql;
import org.offprint.files.store.Sha256;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordImport;
import org.offprint.json.Json;
import org.offprint.record.ArticleBody;
import org.offprint.record.ArticleFile;
import org.offprint.record.FileRole;

/**
 * The files that an article is imported with: its JATS, kept byte for byte, of which its text is made, and those that came
 * along in a zip.
 */
@ApplicationScoped
class ImportedFiles {

    private static final String NAME = "article.xml";
    private static final String MEDIA_TYPE = "application/jats+xml";

    private final Sql sql;

    ImportedFiles(Sql sql) {
        this.sql = sql;
    }

    /** Returns the article with the source of its record as a file, in place of an earlier one. */
    static ArticleInput in(ArticleInput input, RecordImport record) {
        byte[] source = record.record().source();
        if (source == null) {
            return input;
        }
        ArticleBody body = input.body();
        ArticleFile text = new ArticleFile(
                FileRole.JATS, MEDIA_TYPE, null, null, (long) source.length, hash(source), null, NAME, null, null);
        Map<String, ArticleFile> come = new LinkedHashMap<>();
        record.files().forEach(file -> come.put(file.name(), file));
        come.put(NAME, text);
        List<ArticleFile> files = new ArrayList<>();
        for (ArticleFile file : body.files()) {
            ArticleFile replaced = file.isHeld() ? come.remove(file.name()) : null;
            if (replaced != null || file.role() != FileRole.JATS) {
                files.add(replaced == null ? file : replaced);
            }
        }
        files.addAll(come.values());
        return new ArticleInput(
                input.journal(),
                input.issue(),
                input.section(),
                input.position(),
                input.slug(),
                input.revision(),
                body.withFiles(files));
    }

    /** Takes out of a new article the files that another store keeps: their bytes are not here. */
    static void takeOutHeldElsewhere(RecordImport record) {
        if (record.body().path("files") instanceof ArrayNode files) {
            for (Iterator<JsonNode> each = files.iterator(); each.hasNext(); ) {
                JsonNode file = each.next();
                if (file.hasNonNull("name")) {
                    record.reportUnplaced("files", file.path("name"));
                    each.remove();
                }
            }
        }
    }

    /** Adds the files that are kept here to those that a record states in their place: an import takes none away. */
    static void keepHeld(ObjectNode patch, Article article) {
        if (patch.path("files") instanceof ArrayNode files) {
            article.body.files().stream().filter(ArticleFile::isHeld).forEach(file -> files.add(Json.tree(file)));
        }
    }

    /** Stores the bytes, before anything names them. */
    void keep(Batch batch) {
        // Each once, and in one order for all writers.
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

    /** Lets the stored articles name their bytes. */
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
