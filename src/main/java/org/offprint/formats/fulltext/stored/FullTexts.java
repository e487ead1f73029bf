package org.offprint.formats.fulltext.stored;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
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
import org.offprint.platform.files.ImageVersionStore;
import org.offprint.platform.files.ImageVersionStore.Image;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.http.caching.Encoded;

/**
 * Rendered full texts of articles. The JATS or HTML of a version is rendered at the first request, and the result is
 * stored, because a version and its files never change. If browser versions of its images are still missing, the text
 * is rendered for each request.
 */
@ApplicationScoped
public class FullTexts {

    private static final Logger LOG = Logger.getLogger(FullTexts.class);
    private static final String HTML = "text/html";

    private final Sql sql;
    private final FileContents contents;
    private final ImageVersionStore images;
    private final SourceTexts sources;

    FullTexts(Sql sql, FileContents contents, ImageVersionStore images, SourceTexts sources) {
        this.sql = sql;
        this.contents = contents;
        this.images = images;
        this.sources = sources;
    }

    /**
     * Stored text.
     *
     * @param version version number
     * @param tag identifies the source and the renderer, for entity tags
     * @param html HTML fragment
     * @param words plain text, one paragraph per line
     * @param outline {@link Outline} as JSON
     */
    public record StoredText(int version, String tag, Encoded html, Encoded words, Encoded outline) {

        /** Part of the tag of a text that will change when browser versions of its images exist. */
        private static final String WAITING = ".waiting-";

        /** Returns whether the text is final. */
        public boolean isFinal() {
            return !tag.contains(WAITING);
        }
    }

    /**
     * Outline of a text.
     *
     * @param language language of the text; null if the source states none
     * @param languages languages of the translations
     */
    public record Outline(
            String language,
            List<String> languages,
            List<Heading> contents,
            List<Illustration> figures,
            List<Illustration> tables) {}

    /**
     * Rendered text that is not stored, with its outline.
     *
     * @param waiting number of images without a browser version yet; the text will change when these versions exist
     */
    public record RenderedText(FullText text, Outline outline, long waiting) {}

    /** Source file of a version, with the stored text if there is one. */
    private record VersionSource(int version, String name, Content content, StoredText stored) {}

    /**
     * Returns the text of a published version.
     *
     * @param version version number; null for the newest version
     * @param language language of a translation; empty for the article itself
     * @return empty if the version has no readable text, or no such translation
     */
    public Optional<StoredText> published(UUID article, Integer version, String language) {
        Optional<VersionSource> source = sql.first(
                "select v.number, v.name, v.sha256, v.size, v.media_type, t.html, t.words, t.outline from published_article p"
                        + " join version_file v on v.article = p.article and (v.role = 'jats'"
                        + " or v.role = 'fulltext' and v.media_type like 'text/html%')"
                        + " left join full_text t on t.article = v.article and t.number = v.number and t.language = ?"
                        + " and t.making = ?"
                        + " where p.article = ? and not p.withdrawn and v.number = coalesce(?, p.version)"
                        + " order by v.role = 'jats' desc, v.name",
                row -> new VersionSource(
                        row.getInt("number"),
                        row.getString("name"),
                        new Content(row.getString("sha256"), row.getLong("size"), row.getString("media_type")),
                        row.getBytes("html") == null
                                ? null
                                : new StoredText(
                                        row.getInt("number"),
                                        tag(row.getInt("number"), row.getString("sha256"), language),
                                        Encoded.ofGzip(row.getBytes("html")),
                                        Encoded.ofGzip(row.getBytes("words")),
                                        Encoded.ofGzip(row.getBytes("outline")))),
                language,
                FullText.VERSION,
                article,
                version);
        return source.flatMap(
                found -> found.stored() != null ? Optional.of(found.stored()) : make(article, found, language));
    }

    private Optional<StoredText> make(UUID article, VersionSource source, String language) {
        Map<String, Content> others = new LinkedHashMap<>();
        contents.published(article, source.version()).stream()
                .filter(VersionFile::isForReaders)
                .forEach(file -> others.put(file.name(), file.content()));
        try {
            return make(
                            source.name(),
                            source.content(),
                            others,
                            alternatives(article, source.version()),
                            name -> FileAddress.of(article, source.version(), name),
                            language)
                    .map(made -> stored(article, source, language, made));
        } catch (UnreadableException e) {
            LOG.warnf("Cannot read the text of version %d of article %s: %s", source.version(), article, e);
            return Optional.empty();
        }
    }

    /** Returns the alternative texts of the images of a version, by file name. */
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

    /**
     * Renders a text.
     *
     * @param name name of the source file
     * @param others other files, by name
     * @param alternatives alternative texts of images, by file name
     * @param address maps a file name to its address
     */
    private Optional<RenderedText> make(
            String name,
            Content source,
            Map<String, Content> others,
            Map<String, String> alternatives,
            UnaryOperator<String> address,
            String language) {
        Map<String, Image> known =
                images.of(others.values().stream().map(Content::sha256).toList());
        Map<String, Asset> files = new LinkedHashMap<>();
        others.forEach((other, content) ->
                files.put(other, asset(address.apply(other), content, known).withAlt(alternatives.get(other))));
        ArticleAssets assets = new ArticleAssets(name, files);
        long waiting = known.values().stream().filter(Image::isWaiting).count();
        if (source.mediaType().startsWith(HTML)) {
            return language.isEmpty() ? Optional.of(ofHtml(source, assets, waiting)) : Optional.empty();
        }
        return sources.withSource(source, tree -> text(tree, language, assets)
                .map(text -> new RenderedText(text, outline(tree, text), waiting)));
    }

    private RenderedText ofHtml(Content source, ArticleAssets assets, long waiting) {
        FullText text = sources.ofHtml(source, assets);
        return new RenderedText(
                text, new Outline(text.language(), List.of(), text.contents(), text.figures(), text.tables()), waiting);
    }

    /** Returns a file as shown on a page. For an image, this is its browser version if there is one. */
    private static Asset asset(String address, Content content, Map<String, Image> known) {
        Image image = known.get(content.sha256());
        Asset original = new Asset(
                address,
                content.mediaType(),
                image == null ? null : image.width(),
                image == null ? null : image.height(),
                content.size(),
                null);
        if (image == null || image.web() == null) {
            return original;
        }
        Content web = image.web().content();
        return new Asset(
                address + "?size=" + WebImage.Size.WEB_1600.term(),
                web.mediaType(),
                image.web().width(),
                image.web().height(),
                web.size(),
                original);
    }

    private static Optional<FullText> text(
            SourceArticle tree, String language, Function<String, Optional<Asset>> assets) {
        if (language.isEmpty()) {
            return Optional.of(FullText.of(tree, assets));
        }
        return tree.translations().stream()
                .filter(translation -> language.equals(language(translation)))
                .findFirst()
                .map(translation -> FullText.ofTranslation(tree, translation, assets));
    }

    private static String language(XmlElement element) {
        String language = element.attribute("lang");
        return language == null ? "" : language;
    }

    private static Outline outline(SourceArticle tree, FullText text) {
        List<String> languages = new ArrayList<>();
        tree.translations().stream()
                .map(FullTexts::language)
                .filter(language -> !language.isEmpty() && !languages.contains(language))
                .forEach(languages::add);
        return new Outline(text.language(), languages, text.contents(), text.figures(), text.tables());
    }

    private static String tag(int version, String sha256, String language) {
        return sha256.substring(0, 20) + "." + version + "." + FullText.VERSION
                + (language.isEmpty() ? "" : "." + language);
    }

    /** Returns the encoded text, and stores it if it is final. A text that will change soon has a different tag. */
    private StoredText stored(UUID article, VersionSource source, String language, RenderedText made) {
        String tag = tag(source.version(), source.content().sha256(), language);
        StoredText stored = new StoredText(
                source.version(),
                made.waiting() == 0 ? tag : tag + StoredText.WAITING + made.waiting(),
                Encoded.of(made.text().html().getBytes(StandardCharsets.UTF_8)),
                Encoded.of(made.text().text().getBytes(StandardCharsets.UTF_8)),
                Encoded.of(Json.write(made.outline())));
        if (made.waiting() == 0) {
            sql.update(
                    "insert into full_text (article, number, language, making, html, words, outline)"
                            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (article, number, language) do update"
                            + " set making = excluded.making, html = excluded.html, words = excluded.words,"
                            + " outline = excluded.outline",
                    article,
                    source.version(),
                    language,
                    FullText.VERSION,
                    gzip(stored.html()),
                    gzip(stored.words()),
                    gzip(stored.outline()));
        }
        return stored;
    }

    private static byte[] gzip(Encoded encoded) {
        return encoded.gzip() == null ? Encoded.compress(encoded.plain()) : encoded.gzip();
    }

    /** Renders the text of a working copy, with file addresses for its editors. */
    public Optional<RenderedText> ofWorkingCopy(Article article, String language) {
        return ofWorkingCopy(article, language, name -> FileAddress.of(article.id, name));
    }

    /**
     * Renders the text of a working copy, with remarks for its editor.
     *
     * @param address maps a file name to its address
     * @return empty if the working copy has no text, or no such translation
     * @throws org.offprint.kernel.faults.ProblemException 409 if the text cannot be read
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
                return make(file.name(), Content.of(file), others, alternatives, address, language);
            } catch (UnreadableException e) {
                throw Problems.conflict("The text of the article cannot be read", String.valueOf(e.getMessage()));
            }
        });
    }
}
