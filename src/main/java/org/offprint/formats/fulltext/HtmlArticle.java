package org.offprint.formats.fulltext;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.fulltext.report.AssetUse;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.fulltext.report.Remark;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.kernel.text.HtmlEscaping;

/**
 * Renders the full text of an article from an HTML page if there is no JATS file. Scripts, embedded resources and
 * styles are removed. Headings are adjusted, because the page that contains the full text already shows the article
 * title.
 */
public final class HtmlArticle {

    /** Maximum size of an HTML page, in bytes. Parsing a page takes about 20 times its size in memory. */
    public static final int MAX_BYTES = 5_000_000;

    private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";
    private static final int LOWEST_HEADING = 6;

    private final Document page;
    private final Function<String, Optional<Asset>> assets;
    private final List<AssetUse> used = new ArrayList<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    /** Total length of the generated attribute values, in characters. */
    private long added;

    private HtmlArticle(Document page, Function<String, Optional<Asset>> assets) {
        this.page = page;
        this.assets = assets;
    }

    /**
     * Reads an HTML page in its declared encoding, or in UTF-8 if it declares none.
     *
     * @param assets returns the file for a URL in the page
     * @throws IOException if the page cannot be read
     * @throws org.offprint.formats.reading.UnreadableException if the full text is too long
     */
    public static FullText read(InputStream html, Function<String, Optional<Asset>> assets) throws IOException {
        return new HtmlArticle(Jsoup.parse(html, null, ""), assets).text();
    }

    private FullText text() {
        String language = page.selectFirst("html[lang]") == null
                ? null
                : page.selectFirst("html[lang]").attr("lang");
        Element source = content();
        resolveAddresses(source);
        Element body = AllowedHtml.clean(source, leftOut);
        adjustHeadings(body);
        wrapTables(body);
        List<Heading> contents = contents(body);
        PageLines lines = PageLines.of(body);
        return new FullText(
                language == null || language.isBlank() ? null : language,
                body.html(),
                lines.all(),
                lines.all(),
                contents,
                figures(body),
                tables(body),
                used,
                remarks());
    }

    /**
     * Returns the {@code article} element if the page has exactly one, otherwise the only {@code main} element,
     * otherwise the {@code body} element.
     */
    private Element content() {
        for (String name : List.of("article", "main")) {
            Elements found = page.select(name);
            if (found.size() == 1) {
                return found.first();
            }
        }
        return page.body();
    }

    /** Replaces the URLs of images and links with the URLs of the article's files. */
    private void resolveAddresses(Element source) {
        for (Element image : source.select("img[src]")) {
            String address = image.attr("src");
            Optional<Asset> asset = assets.apply(address).filter(Asset::isShown);
            boolean isInline = AllowedHtml.isInlineImage(address);
            if (asset.isPresent()) {
                image.attr("src", asset.get().address());
                size(image, asset.get());
                grow(image.attr("src"), image.attr("alt"));
            } else if (!isInline) {
                replaceMissingImage(image, address);
            }
            if (!isInline) {
                used.add(new AssetUse(address, "img", 1, asset.isPresent()));
            }
        }
        for (Element link : source.select("a[href]")) {
            String address = link.attr("href");
            Optional<Asset> asset = address.startsWith("#") ? Optional.empty() : assets.apply(address);
            asset.ifPresent(file -> {
                link.attr("href", file.originalOrThis().address());
                grow(link.attr("href"));
                used.add(new AssetUse(address, "a", 1, true));
            });
        }
    }

    /**
     * Adds the lengths of generated attribute values to the total length.
     *
     * @throws org.offprint.formats.reading.UnreadableException if the total length exceeds the maximum length of a full
     *     text
     */
    private void grow(String... values) {
        for (String value : values) {
            added += value.length();
        }
        Html.requireLength(added);
    }

    private static void size(Element image, Asset asset) {
        if (asset.width() != null && asset.height() != null) {
            image.attr("width", asset.width().toString())
                    .attr("height", asset.height().toString());
        }
        if (image.attr("alt").isBlank()) {
            image.attr("alt", asset.alt() == null ? "" : asset.alt());
        }
        image.attr("loading", "lazy");
    }

    /**
     * Replaces an image with its alternative text, or with its URL if there is none. If the URL is external, the
     * replacement text is a link.
     */
    private static void replaceMissingImage(Element image, String address) {
        String words = image.attr("alt").isBlank() ? address : image.attr("alt");
        Element instead = AllowedHtml.isWebAddress(address)
                ? new Element("a").attr("href", address).text(words)
                : new Element("span").text(words);
        image.replaceWith(instead);
    }

    /**
     * Removes the {@code h1} heading if there is only one, because the page already shows the title. Shifts the
     * remaining headings so that the highest headings are {@code h2}, and adds missing ids.
     */
    private static void adjustHeadings(Element body) {
        Elements titles = body.select("h1");
        if (titles.size() == 1) {
            titles.first().remove();
        }
        Elements headings = body.select(HEADINGS);
        int highest = headings.stream().mapToInt(HtmlArticle::level).min().orElse(2);
        int number = 0;
        for (Element heading : headings) {
            int level = Math.min(LOWEST_HEADING, level(heading) - highest + 2);
            heading.tagName("h" + level);
            if (heading.id().isEmpty()) {
                number++;
                heading.attr("id", "x-h" + number);
            }
        }
    }

    private static int level(Element heading) {
        return heading.tagName().charAt(1) - '0';
    }

    /** Wraps each table in a scrollable region, because tables can be wider than the page. */
    private static void wrapTables(Element body) {
        for (Element table : body.select("table")) {
            if (table.closest("[role=region]") == null) {
                Element caption = table.selectFirst("caption");
                String name = caption == null || caption.text().isBlank() ? "Table" : caption.text();
                table.wrap("<div role=\"region\" tabindex=\"0\"></div>");
                table.parent().attr("aria-label", name);
            }
        }
    }

    private static List<Heading> contents(Element body) {
        List<Heading> contents = new ArrayList<>();
        for (Element heading : body.select("h2, h3")) {
            Heading line =
                    new Heading(heading.id(), HtmlEscaping.escape(heading.text()), heading.text(), new ArrayList<>());
            if (level(heading) == 2 || contents.isEmpty()) {
                contents.add(line);
            } else {
                contents.get(contents.size() - 1).parts().add(line);
            }
        }
        return contents;
    }

    private static List<Illustration> figures(Element body) {
        return body.select("figure").stream()
                .map(figure -> new Illustration(
                        figure.id(), null, words(figure.selectFirst("figcaption")), source(figure.selectFirst("img"))))
                .toList();
    }

    private static List<Illustration> tables(Element body) {
        return body.select("table").stream()
                .map(table -> new Illustration(table.id(), null, words(table.selectFirst("caption")), null))
                .toList();
    }

    private static String words(Element caption) {
        return caption == null || caption.text().isBlank() ? null : caption.text();
    }

    private static String source(Element image) {
        return image == null ? null : image.attr("src");
    }

    private List<Remark> remarks() {
        return leftOut.entrySet().stream()
                .map(each -> new Remark(
                        "left-out",
                        1,
                        "The page does not show the element " + each.getKey() + " (occurrences in the source: "
                                + each.getValue() + ")."))
                .toList();
    }
}
