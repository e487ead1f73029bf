package org.offprint.formats.fulltext.stored;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.stored.FullTextRenderer.TextSource;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.text.SourceText;
import org.offprint.journal.articles.Article;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.FileAddress;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.files.FileContents.VersionFile;
import org.offprint.platform.http.caching.Encoded;

/**
 * Rendered full texts of articles. The JATS or HTML of an article version is rendered once, in all languages of the
 * article. The result is stored, because a version and its files never change. {@link FullTextWorker} renders the full
 * text after publication, unless an earlier request has already rendered it. If the source cannot be rendered, the
 * reason is stored. If browser-compatible versions of images are missing, the full text is rendered again when all of
 * them exist.
 */
@ApplicationScoped
public class FullTexts {

    private static final Logger LOG = Logger.getLogger(FullTexts.class);
    private final Sql sql;
    private final FileContents contents;
    private final FullTextRenderer renderer;
    private final SourceTexts sources;

    FullTexts(Sql sql, FileContents contents, FullTextRenderer renderer, SourceTexts sources) {
        this.sql = sql;
        this.contents = contents;
        this.renderer = renderer;
        this.sources = sources;
    }

    /**
     * Stored full text of an article version.
     *
     * @param version version number of the article
     * @param tag string that identifies the source and the renderer, for entity tags
     * @param waiting number of images without a browser-compatible version when the full text was rendered
     * @param html HTML fragment of the full text
     * @param words plain text, one paragraph per line
     * @param outline {@link Outline} as JSON
     */
    public record StoredText(int version, String tag, int waiting, Encoded html, Encoded words, Encoded outline) {

        /** Entity tag suffix of a full text that will change when browser-compatible versions of its images exist. */
        private static final String WAITING = ".waiting-";

        /** Returns whether the full text is final, with browser-compatible versions of all images. */
        public boolean isFinal() {
            return waiting == 0;
        }
    }

    /**
     * Source file of an article version with its stored full text.
     *
     * @param text the stored full text in the requested language; null if there is none
     * @param isRendered whether the full texts were rendered. If true and {@code text} is null, either there is no full
     *     text in the requested language, or the source cannot be rendered
     */
    private record VersionText(int version, String name, Content content, StoredText text, boolean isRendered) {}

    /**
     * Returns the full text of a published article version.
     *
     * @param version version number; null for the newest version
     * @param language language of a translation; empty for the article itself
     * @return empty if the version has no readable full text, or no translation in the given language
     */
    public Optional<StoredText> published(UUID article, Integer version, String language) {
        VersionText known = find(article, version, language).orElse(null);
        if (known == null || known.isRendered()) {
            return Optional.ofNullable(known).map(VersionText::text);
        }
        return sources.withinLimit(() -> {
            // Another request may have stored the full text in the meantime.
            Optional<VersionText> again = find(article, known.version(), language);
            return again.filter(VersionText::isRendered).isPresent()
                    ? again.map(VersionText::text)
                    : again.map(found -> render(article, found).get(language));
        });
    }

    /**
     * Renders the full texts of an article version, unless they are stored or the version is no longer the newest.
     *
     * @return whether the stored full texts are final; false if browser-compatible versions of images are still being
     *     created
     */
    boolean prepare(UUID article, int version) {
        VersionText newest = find(article, null, "").orElse(null);
        if (newest == null || newest.version() != version) {
            return true;
        }
        StoredText text = newest.isRendered()
                ? newest.text()
                : sources.withinLimit(() -> render(article, newest)).get("");
        return text == null || text.isFinal();
    }

    private Optional<VersionText> find(UUID article, Integer version, String language) {
        return sql.first(
                "select v.number, v.name, v.sha256, v.size, v.media_type, t.html, t.words, t.outline, t.waiting,"
                        + " m.problem, case when t.html is null then m.outline end as main_outline,"
                        + " case when coalesce(t.waiting, m.waiting) > 0 then not exists"
                        + " (select from version_file f join image_work q on q.sha256 = f.sha256"
                        + " where f.article = v.article and f.number = v.number) end as has_new_images"
                        + " from published_article p join version_file v on v.article = p.article"
                        + " and is_text_source(v.media_type, v.role)"
                        + " left join full_text t on t.article = v.article and t.number = v.number and t.language = ?"
                        + " and t.making = ?"
                        + " left join full_text m on m.article = v.article and m.number = v.number and m.language = ''"
                        + " and m.making = ?"
                        + " where p.article = ? and not p.withdrawn and v.number = coalesce(?, p.version)"
                        + " order by v.role = 'jats' desc, v.name",
                row -> versionText(row, language),
                language,
                FullText.VERSION,
                FullText.VERSION,
                article,
                version);
    }

    private static VersionText versionText(ResultSet row, String language) throws SQLException {
        int number = row.getInt("number");
        Content content = new Content(row.getString("sha256"), row.getLong("size"), row.getString("media_type"));
        StoredText text = row.getBytes("html") == null
                ? null
                : new StoredText(
                        number,
                        tag(number, content.sha256(), language, row.getInt("waiting")),
                        row.getInt("waiting"),
                        Encoded.ofGzip(row.getBytes("html")),
                        Encoded.ofGzip(row.getBytes("words")),
                        Encoded.ofGzip(row.getBytes("outline")));
        byte[] outline = row.getBytes("main_outline");
        boolean isAbsent = row.getString("problem") != null
                // Earlier releases of Offprint store translations only on request.
                || outline != null && !outline(outline).languages().contains(language);
        boolean isRendered = (text != null || isAbsent) && !row.getBoolean("has_new_images");
        return new VersionText(number, row.getString("name"), content, text, isRendered);
    }

    private static Outline outline(byte[] gzip) {
        return Json.read(Encoded.ofGzip(gzip).plain(), Outline.class);
    }

    /**
     * Renders and stores all full texts of an article version. Returns the full texts, keyed by language, or an empty
     * map if the source cannot be rendered.
     */
    private Map<String, StoredText> render(UUID article, VersionText source) {
        Map<String, Content> others = new LinkedHashMap<>();
        contents.published(article, source.version()).stream()
                .filter(VersionFile::isForReaders)
                .forEach(file -> others.put(file.name(), file.content()));
        Map<String, StoredText> texts = new TreeMap<>(Comparator.reverseOrder());
        try {
            renderer.all(new TextSource(
                            source.name(),
                            source.content(),
                            others,
                            alternatives(article, source.version()),
                            name -> FileAddress.of(article, source.version(), name)))
                    .forEach((language, text) -> texts.put(language, stored(source, language, text)));
        } catch (UnreadableException e) {
            LOG.warnf(
                    "Cannot render the full text of version %d of article %s: %s",
                    source.version(), article, e.getMessage());
            store(article, source.version(), SourceText.clean(String.valueOf(e.getMessage())));
            return Map.of();
        }
        // The language key of the article itself is empty and sorts last, so its full text is stored after the
        // translations.
        texts.forEach((language, text) -> store(article, language, text));
        return texts;
    }

    /** Returns the alternative texts for the images of an article version, keyed by file name. */
    private Map<String, String> alternatives(UUID article, int version) {
        Map<String, String> words = new LinkedHashMap<>();
        sql.list(
                "select f ->> 'name' name, f ->> 'alt' alt from article_version v,"
                        + " jsonb_array_elements(v.body -> 'files') f"
                        + " where v.article = ? and v.number = ? and f ->> 'alt' is not null",
                row -> words.put(row.getString("name"), row.getString("alt")),
                article,
                version);
        return words;
    }

    private static String tag(int version, String sha256, String language, long waiting) {
        return sha256.substring(0, 20) + "." + version + "." + FullText.VERSION
                + (language.isEmpty() ? "" : "." + language) + (waiting == 0 ? "" : StoredText.WAITING + waiting);
    }

    private static StoredText stored(VersionText source, String language, RenderedText text) {
        return new StoredText(
                source.version(),
                tag(source.version(), source.content().sha256(), language, text.waiting()),
                text.waiting(),
                Encoded.of(text.text().html().getBytes(StandardCharsets.UTF_8)),
                Encoded.of(text.text().text().getBytes(StandardCharsets.UTF_8)),
                Encoded.of(Json.write(text.outline())));
    }

    private void store(UUID article, String language, StoredText text) {
        sql.update(
                "insert into full_text (article, number, language, making, html, words, outline, waiting)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (article, number, language) do update"
                        + " set making = excluded.making, html = excluded.html, words = excluded.words,"
                        + " outline = excluded.outline, waiting = excluded.waiting, problem = null",
                article,
                text.version(),
                language,
                FullText.VERSION,
                gzip(text.html()),
                gzip(text.words()),
                gzip(text.outline()),
                text.waiting());
    }

    /** Stores the reason why a full text cannot be rendered. */
    private void store(UUID article, int version, String problem) {
        sql.update(
                "insert into full_text (article, number, language, making, problem) values (?, ?, '', ?, ?)"
                        + " on conflict (article, number, language) do update set making = excluded.making,"
                        + " html = null, words = null, outline = null, waiting = 0, problem = excluded.problem",
                article,
                version,
                FullText.VERSION,
                problem);
    }

    private static byte[] gzip(Encoded encoded) {
        return encoded.gzip() == null ? Encoded.compress(encoded.plain()) : encoded.gzip();
    }

    /** Renders the full text of a working copy, with file URLs that return the working copy's files to editors. */
    public Optional<RenderedText> ofWorkingCopy(Article article, String language) {
        return ofWorkingCopy(article, language, name -> FileAddress.of(article.id, name));
    }

    /**
     * Renders the full text of a working copy, with remarks for editors.
     *
     * @param address maps a file name to the URL of the file
     * @return empty if the working copy has no full text, or no translation in the given language
     * @throws org.offprint.kernel.faults.ProblemException 409 if the full text cannot be read
     */
    public Optional<RenderedText> ofWorkingCopy(Article article, String language, UnaryOperator<String> address) {
        Optional<ArticleFile> source = article.body.files().stream()
                .filter(file -> file.isStored() && file.role() == FileRole.JATS || file.isHtmlOfText())
                .min(Comparator.comparing((ArticleFile file) -> file.role() != FileRole.JATS)
                        .thenComparing(ArticleFile::name));
        return source.flatMap(file -> {
            Map<String, Content> others = new LinkedHashMap<>();
            Map<String, String> alternatives = new LinkedHashMap<>();
            article.body.files().stream()
                    .filter(each -> each.isStored() && each.role() != FileRole.JATS && each != file)
                    .forEach(each -> {
                        others.put(each.name(), Content.of(each));
                        alternatives.put(each.name(), each.alt());
                    });
            try {
                TextSource text = new TextSource(file.name(), Content.of(file), others, alternatives, address);
                return renderer.one(text, language);
            } catch (UnreadableException e) {
                throw Problems.conflict("The full text of the article cannot be read", String.valueOf(e.getMessage()));
            }
        });
    }
}
