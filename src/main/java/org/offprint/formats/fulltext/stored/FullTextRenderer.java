package org.offprint.formats.fulltext.stored;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.files.ImageVersionStore;
import org.offprint.platform.files.ImageVersionStore.Image;
import org.offprint.platform.files.images.WebImage;

/**
 * Renders the full text of a source file with its images. Methods of this class throw {@link UnreadableException} if
 * the source cannot be read or the full text is too long.
 */
@ApplicationScoped
class FullTextRenderer {

    private static final String HTML = "text/html";

    /** Maximum total length of all cached full texts, in characters. */
    private static final long CAPACITY = Runtime.getRuntime().maxMemory() / 64;

    private static final int CHARACTERS_PER_FILE = 500;

    private final ImageVersionStore images;
    private final SourceTexts sources;

    /** Recently rendered full texts of working copies. A preview is often requested several times between changes. */
    private final Cache<TextKey, RenderingResult> recent = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((TextKey key, RenderingResult result) -> key.weight() + result.weight())
            .build();

    FullTextRenderer(ImageVersionStore images, SourceTexts sources) {
        this.images = images;
        this.sources = sources;
    }

    /**
     * Source file of a full text, with the other files of the article.
     *
     * @param name name of the source file
     * @param others other files of the article, keyed by file name
     * @param alternatives alternative texts of images, keyed by file name
     * @param address maps a file name to the URL of the file
     */
    record TextSource(
            String name,
            Content content,
            Map<String, Content> others,
            Map<String, String> alternatives,
            UnaryOperator<String> address) {

        boolean isHtml() {
            return content.mediaType().startsWith(HTML);
        }
    }

    /**
     * Article files as shown on a page.
     *
     * @param source name of the source file
     * @param byName files by name
     * @param waiting number of images without a browser-compatible version
     */
    private record ShownAssets(String source, Map<String, Asset> byName, int waiting) {

        ArticleAssets files() {
            return new ArticleAssets(source, byName);
        }
    }

    /** Cache key with all inputs that affect a rendered full text. */
    private record TextKey(Content content, String language, ShownAssets assets) {

        int weight() {
            return CHARACTERS_PER_FILE * (1 + assets.byName().size());
        }
    }

    /**
     * Rendered text, or the reason why the source cannot be rendered.
     *
     * @param text rendered text; empty if there is no translation in the requested language
     * @param failure null if the source was rendered
     */
    private record RenderingResult(Optional<RenderedText> text, UnreadableException failure) {

        int weight() {
            return text.map(rendered -> rendered.text().html().length()
                            + rendered.text().text().length()
                            + rendered.text().searched().length())
                    .orElse(0);
        }

        Optional<RenderedText> get() {
            if (failure != null) {
                throw failure;
            }
            return text;
        }
    }

    /**
     * Renders the full text and its translations, keyed by language. The key of the article itself is an empty string.
     * Call this method only within {@link SourceTexts#withinLimit}.
     */
    Map<String, RenderedText> all(TextSource source) {
        ShownAssets assets = assets(source);
        if (source.isHtml()) {
            return Map.of("", ofHtml(source, assets));
        }
        SourceArticle tree = sources.read(source.content());
        List<FullText> texts = FullText.all(tree, assets.files());
        Map<String, RenderedText> all = new LinkedHashMap<>();
        all.put("", rendered(tree, texts.get(0), assets));
        List<XmlElement> translations = tree.translations();
        for (int i = 0; i < translations.size(); i++) {
            all.putIfAbsent(language(translations.get(i)), rendered(tree, texts.get(i + 1), assets));
        }
        return all;
    }

    /**
     * Returns the full text of the article or of one translation. If the full text is not cached, it is rendered within
     * the limit of {@link SourceTexts}.
     *
     * @param language language of a translation; empty for the article itself
     * @return empty if there is no translation in the given language
     */
    Optional<RenderedText> one(TextSource source, String language) {
        ShownAssets assets = assets(source);
        TextKey key = new TextKey(source.content(), language, assets);
        RenderingResult known = recent.getIfPresent(key);
        if (known == null) {
            known = sources.withinLimit(() -> {
                // Another request may have rendered the text in the meantime.
                RenderingResult present = recent.getIfPresent(key);
                RenderingResult result = present == null ? result(source, language, assets) : present;
                recent.put(key, result);
                return result;
            });
        }
        return known.get();
    }

    private RenderingResult result(TextSource source, String language, ShownAssets assets) {
        try {
            return new RenderingResult(render(source, language, assets), null);
        } catch (UnreadableException e) {
            return new RenderingResult(Optional.empty(), e);
        }
    }

    private Optional<RenderedText> render(TextSource source, String language, ShownAssets assets) {
        if (source.isHtml()) {
            return language.isEmpty() ? Optional.of(ofHtml(source, assets)) : Optional.empty();
        }
        SourceArticle tree = sources.read(source.content());
        return text(tree, language, assets.files()).map(text -> rendered(tree, text, assets));
    }

    private ShownAssets assets(TextSource source) {
        Map<String, Image> known =
                images.of(source.others().values().stream().map(Content::sha256).toList());
        Map<String, Asset> files = new LinkedHashMap<>();
        source.others()
                .forEach((name, content) -> files.put(
                        name,
                        asset(source.address().apply(name), content, known)
                                .withAlt(source.alternatives().get(name))));
        return new ShownAssets(source.name(), files, (int)
                known.values().stream().filter(Image::isWaiting).count());
    }

    private RenderedText ofHtml(TextSource source, ShownAssets assets) {
        FullText text = sources.ofHtml(source.content(), assets.files());
        return new RenderedText(
                text,
                new Outline(text.language(), List.of(), text.contents(), text.figures(), text.tables()),
                assets.waiting());
    }

    private static RenderedText rendered(SourceArticle tree, FullText text, ShownAssets assets) {
        return new RenderedText(text, outline(tree, text), assets.waiting());
    }

    /** Returns a file as shown on a page. For an image, returns the browser-compatible version if it exists. */
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
                .map(FullTextRenderer::language)
                .filter(language -> !language.isEmpty() && !languages.contains(language))
                .forEach(languages::add);
        return new Outline(text.language(), languages, text.contents(), text.figures(), text.tables());
    }
}
