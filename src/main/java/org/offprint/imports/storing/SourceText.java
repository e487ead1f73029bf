package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.offprint.articles.Article;
import org.offprint.articles.ArticleInput;
import org.offprint.database.sql.Sql;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordImport;
import org.offprint.json.Json;
import org.offprint.record.ArticleBody;
import org.offprint.record.ArticleFile;
import org.offprint.record.FileRole;

/** The JATS that an article is imported from: kept byte for byte as a file of the article, of which its text is made. */
@ApplicationScoped
class SourceText {

    private static final String NAME = "article.xml";
    private static final String MEDIA_TYPE = "application/jats+xml";

    private final Sql sql;

    SourceText(Sql sql) {
        this.sql = sql;
    }

    /** Returns the article with the source of its record as a file, in place of an earlier one. */
    static ArticleInput in(ArticleInput input, RecordImport record) {
        byte[] source = record.record().source();
        if (source == null) {
            return input;
        }
        ArticleBody body = input.body();
        List<ArticleFile> files = new ArrayList<>(body.files());
        files.removeIf(file -> file.role() == FileRole.JATS || NAME.equals(file.name()));
        files.add(new ArticleFile(
                FileRole.JATS, MEDIA_TYPE, null, null, (long) source.length, hash(source), null, NAME, null, null));
        return new ArticleInput(
                input.journal(),
                input.issue(),
                input.section(),
                input.position(),
                input.slug(),
                input.revision(),
                body.withFiles(files));
    }

    /** Adds the files that are kept here to those that a record states in their place: an import takes none away. */
    static void keepHeld(ObjectNode patch, Article article) {
        if (patch.path("files") instanceof ArrayNode files) {
            article.body.files().stream().filter(ArticleFile::isHeld).forEach(file -> files.add(Json.tree(file)));
        }
    }

    /** Stores the bytes, before anything names them. */
    void keep(Batch batch) {
        List<Object[]> rows = new ArrayList<>();
        for (RecordImport record : batch.open("article")) {
            byte[] source = record.record().source();
            if (source != null) {
                rows.add(new Object[] {hash(source), source.length, batch.write.now(), source});
            }
        }
        // In one order for all writers.
        rows.sort((one, other) -> ((String) one[0]).compareTo((String) other[0]));
        sql.batch(
                "insert into file_content (sha256, size, created_at, text) values (?, ?, ?, ?)"
                        + " on conflict (sha256) do update set text = excluded.text",
                rows);
    }

    /** Lets the stored articles name their bytes. */
    void attach(Batch batch) {
        List<Object[]> rows = new ArrayList<>();
        for (RecordImport record : batch.open("article")) {
            byte[] source = record.record().source();
            if (source != null) {
                rows.add(new Object[] {record.id(), hash(source), MEDIA_TYPE, batch.write.now()});
            }
        }
        sql.batch(
                "insert into article_content (article, sha256, media_type, at) values (?, ?, ?, ?)"
                        + " on conflict (article, sha256) do update set at = excluded.at",
                rows);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
