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
import org.offprint.formats.fulltext.report.AssetUse;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.fulltext.report.Remark;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.kernel.text.HtmlEscaping;

/**
 * Reads the text of an article that has no JATS from a page of HTML: its content, without what runs, loads or looks
 * otherwise, under the headings of a page that has the title already.
 */
public final class HtmlArticle {

    /** Bytes of the largest page that is read: as a tree it takes some twenty times as much. */
    public static final int LARGEST = 5_000_000;

    private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";
    private static final int LOWEST_HEADING = 6;

    private final Document page;
    private final Function<String, Optional<Asset>> assets;
    private final List<AssetUse> used = new ArrayList<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();

    private HtmlArticle(Document page, Function<String, Optional<Asset>> assets) {
        this.page = page;
        this.assets = assets;
    }

    /**
     * Reads a page, in the encoding that it states, else UTF-8.
     *
     * @param assets returns the file that an address of the page means
     * @throws IOException where it cannot be read
     */
    public static FullText read(InputStream html, Function<String, Optional<Asset>> assets) throws IOException {
        return new HtmlArticle(Jsoup.parse(html, null, ""), assets).text();
    }

    private FullText text() {
        String language = page.selectFirst("html[lang]") == null
                ? null
                : page.selectFirst("html[lang]").attr("lang");
        Element source = content();
        lead(source);
        Element body = AllowedHtml.clean(source, leftOut);
        placeHeadings(body);
        frameTables(body);
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

    /** Returns the one element that says it is the article or the main part, else the whole body. */
    private Element content() {
        for (String name : List.of("article", "main")) {
            Elements found = page.select(name);
            if (found.size() == 1) {
                return found.first();
            }
        }
        return page.body();
    }

    /** Leads images and links to the files that they mean. */
    private void lead(Element source) {
        for (Element image : source.select("img[src]")) {
            String address = image.attr("src");
            Optional<Asset> asset = assets.apply(address).filter(Asset::isShown);
            boolean isInline = AllowedHtml.isInlineImage(address);
            if (asset.isPresent()) {
                image.attr("src", asset.get().address());
                size(image, asset.get());
            } else if (!isInline) {
                missing(image, address);
            }
            if (!isInline) {
                used.add(new AssetUse(address, "img", 1, asset.isPresent()));
            }
        }
        for (Element link : source.select("a[href]")) {
            String address = link.attr("href");
            Optional<Asset> asset = address.startsWith("#") ? Optional.empty() : assets.apply(address);
            asset.ifPresent(file -> {
                link.attr("href", file.whole().address());
                used.add(new AssetUse(address, "a", 1, true));
            });
        }
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

    /** Puts the words of an image in its place, with a link where it is elsewhere. */
    private static void missing(Element image, String address) {
        String words = image.attr("alt").isBlank() ? address : image.attr("alt");
        Element instead = AllowedHtml.isWebAddress(address)
                ? new Element("a").attr("href", address).text(words)
                : new Element("span").text(words);
        image.replaceWith(instead);
    }

    /** Takes out a title that stands alone, since the page shows it, and lets the highest headings be {@code h2}. */
    private static void placeHeadings(Element body) {
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

    /** Lets tables scroll that are wider than the page. */
    private static void frameTables(Element body) {
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
                        "The page shows no " + each.getKey() + " (" + each.getValue() + " of the source)."))
                .toList();
    }
}
