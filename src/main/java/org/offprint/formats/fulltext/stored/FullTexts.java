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
import org.offprint.platform.files.MadeImages;
import org.offprint.platform.files.MadeImages.Image;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.http.caching.Encoded;

/**
 * The texts of articles as people read them: made of the JATS or the HTML of a version when they are first asked for, and stored, as
 * neither the version nor its files ever change. Until the versions of its images are made it is made for each reader.
 */
@ApplicationScoped
public class FullTexts {

    private static final Logger LOG = Logger.getLogger(FullTexts.class);
    private static final String HTML = "text/html";

    private final Sql sql;
    private final FileContents contents;
    private final MadeImages images;
    private final SourceTexts sources;

    FullTexts(Sql sql, FileContents contents, MadeImages images, SourceTexts sources) {
        this.sql = sql;
        this.contents = contents;
        this.images = images;
        this.sources = sources;
    }

    /**
     * A text that is stored.
     *
     * @param version its number
     * @param tag what it was made of and by, for entity tags
     * @param html a fragment
     * @param words plain, a paragraph a line
     * @param outline {@link Outline} as JSON
     */
    public record Stored(int version, String tag, Encoded html, Encoded words, Encoded outline) {

        /** Marks a text that comes out otherwise when versions of its images are made. */
        private static final String WAITING = ".waiting-";

        /** Reports whether the text stays as it is. */
        public boolean isFinal() {
            return !tag.contains(WAITING);
        }
    }

    /**
     * The parts of a text.
     *
     * @param language of the text; null where the source does not say
     * @param languages of its translations
     */
    public record Outline(
            String language,
            List<String> languages,
            List<Heading> contents,
            List<Illustration> figures,
            List<Illustration> tables) {}

    /**
     * A text that was made and is not stored, with its parts.
     *
     * @param waiting images of which versions are still to be made, with which it comes out otherwise
     */
    public record Made(FullText text, Outline outline, long waiting) {}

    /** The source of a version, and what was made of it, where there is something. */
    private record Source(int version, String name, Content content, Stored stored) {}

    /**
     * Returns the text of a version that readers have.
     *
     * @param version null for the newest
     * @param language of a translation; empty for the article itself
     * @return empty where the version has no text that can be read, or no such translation
     */
    public Optional<Stored> published(UUID article, Integer version, String language) {
        Optional<Source> source = sql.first(
                "select v.number, v.name, v.sha256, v.size, v.media_type, t.html, t.words, t.outline from published_article p"
                        + " join version_file v on v.article = p.article and (v.role = 'jats'"
                        + " or v.role = 'fulltext' and v.media_type like 'text/html%')"
                        + " left join full_text t on t.article = v.article and t.number = v.number and t.language = ?"
                        + " and t.making = ?"
                        + " where p.article = ? and not p.withdrawn and v.number = coalesce(?, p.version)"
                        + " order by v.role = 'jats' desc, v.name",
                row -> new Source(
                        row.getInt("number"),
                        row.getString("name"),
                        new Content(row.getString("sha256"), row.getLong("size"), row.getString("media_type")),
                        row.getBytes("html") == null
                                ? null
                                : new Stored(
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

    private Optional<Stored> make(UUID article, Source source, String language) {
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
            LOG.warnf("Version %d of article %s has a text that cannot be read: %s", source.version(), article, e);
            return Optional.empty();
        }
    }

    /** Returns the words in place of the images of a version, by the names of files. */
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
     * Makes a text.
     *
     * @param name of the source
     * @param others the other files, by name
     * @param alternatives the words in place of images, by the names of files
     * @param address of a file by its name
     */
    private Optional<Made> make(
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
        return sources.make(
                source, tree -> text(tree, language, assets).map(text -> new Made(text, outline(tree, text), waiting)));
    }

    private Made ofHtml(Content source, ArticleAssets assets, long waiting) {
        FullText text = sources.ofHtml(source, assets);
        return new Made(
                text, new Outline(text.language(), List.of(), text.contents(), text.figures(), text.tables()), waiting);
    }

    /** Returns a file as a page shows it: an image by its version for browsers, where it has one. */
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

    /** Returns what is sent, and stores it unless it comes out otherwise soon; then it has another tag. */
    private Stored stored(UUID article, Source source, String language, Made made) {
        String tag = tag(source.version(), source.content().sha256(), language);
        Stored stored = new Stored(
                source.version(),
                made.waiting() == 0 ? tag : tag + Stored.WAITING + made.waiting(),
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

    /** Makes the text of a working copy with the addresses of its files for its editors. */
    public Optional<Made> ofWorkingCopy(Article article, String language) {
        return ofWorkingCopy(article, language, name -> FileAddress.of(article.id, name));
    }

    /**
     * Makes the text of a working copy, with what its editor should know of it.
     *
     * @param address of a file by its name
     * @return empty where it has no text, or no such translation
     * @throws org.offprint.kernel.faults.ProblemException 409 where its text cannot be read
     */
    public Optional<Made> ofWorkingCopy(Article article, String language, UnaryOperator<String> address) {
        Optional<ArticleFile> source = article.body.files().stream()
                .filter(file -> file.isHeld() && file.role() == FileRole.JATS || file.isHtmlOfText())
                .min(Comparator.comparing((ArticleFile file) -> file.role() != FileRole.JATS)
                        .thenComparing(ArticleFile::name));
        return source.flatMap(file -> {
            Map<String, Content> others = new LinkedHashMap<>();
            Map<String, String> alternatives = new LinkedHashMap<>();
            article.body.files().stream()
                    .filter(each -> each.isHeld() && each.role() != FileRole.JATS && each != file)
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
