package org.offprint.formats.epub;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities.EscapeMode;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.platform.files.types.FileFormat;

/**
 * Converts the HTML of an article to a chapter of an EPUB publication. Links to other pages become absolute URLs,
 * images become files of the publication, and elements that only a browser needs are removed.
 */
public final class ChapterContent {

    private static final int MAX_CAPTION = 2_000;
    private static final String MATHML = "http://www.w3.org/1998/Math/MathML";

    /** Formats that each reading system supports (EPUB 3.3, section 3.2). */
    private static final Set<FileFormat> CORE_FORMATS =
            Set.of(FileFormat.PNG, FileFormat.JPEG, FileFormat.GIF, FileFormat.WEBP, FileFormat.SVG);

    /** Roles of DPUB-ARIA, with the values of {@code epub:type} by which reading systems recognize them. */
    private static final Map<String, String> TYPES = Map.of(
            "doc-noteref", "noteref",
            "doc-footnote", "footnote",
            "doc-endnotes", "endnotes",
            "doc-bibliography", "bibliography",
            "doc-biblioref", "biblioref");

    private final Document document;
    private final Set<String> ids;
    private final String name;
    private final String base;
    private final Function<String, Image> images;
    private final Map<String, EpubChapter.Image> used = new LinkedHashMap<>();
    private boolean isDescribed = true;

    /**
     * Image of an article.
     *
     * @param mediaType media type of the content
     */
    public record Image(String mediaType, EpubChapter.Opener content) {}

    private ChapterContent(
            Document document, Set<String> ids, String name, String base, Function<String, Image> images) {
        this.document = document;
        this.ids = ids;
        this.name = name;
        this.base = base;
        this.images = images;
    }

    /**
     * Returns a chapter with the content of an HTML fragment. Headings that are not in the fragment are omitted from
     * the description.
     *
     * @param base URL of the service without a trailing slash
     * @param images returns the image for the value of {@code src}, or null if the article has no such image
     */
    public static EpubChapter chapter(
            String html, ChapterDescription description, String base, Function<String, Image> images) {
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings(new OutputSettings()
                .syntax(OutputSettings.Syntax.xml)
                .escapeMode(EscapeMode.xhtml)
                .prettyPrint(false));
        Set<String> ids = uniqueIds(document);
        ChapterContent content = new ChapterContent(document, ids, description.name(), base, images);
        content.convert();
        return new EpubChapter(
                description.withHeadings(present(description.headings(), ids)),
                XmlWriter.clean(document.body().html()),
                List.copyOf(content.used.values()),
                document.selectFirst("math") != null,
                content.isDescribed);
    }

    private static List<Heading> present(List<Heading> headings, Set<String> ids) {
        return headings.stream()
                .filter(heading -> ids.contains(heading.id()) && !heading.text().isBlank())
                .map(heading ->
                        new Heading(heading.id(), heading.html(), heading.text(), present(heading.parts(), ids)))
                .toList();
    }

    private void convert() {
        document.select("button, script, nav, a.anchor, .tools").remove();
        document.select("img").forEach(this::image);
        for (Element link : document.select("a[href]")) {
            link(link);
        }
        for (Element math : document.select("math")) {
            math.attr("xmlns", MATHML);
        }
        document.select("details").forEach(details -> details.tagName("section").removeAttr("open"));
        // A summary can contain a heading, which a paragraph cannot.
        document.select("summary").tagName("div");
        document.select("[tabindex]").removeAttr("tabindex");
        document.select("div[role=region]")
                .removeAttr("role")
                .removeAttr("aria-label")
                .removeAttr("aria-labelledby");
        TYPES.forEach((role, type) -> document.select("[role=" + role + "]").attr("epub:type", type));
    }

    /** Replaces an image by the path of a file of the publication, or by its alternative text. */
    private void image(Element element) {
        String source = element.attr("src");
        EpubChapter.Image image = used.get(source);
        if (image == null) {
            image = image(source);
        }
        if (image == null) {
            element.replaceWith(new Element("span").addClass("missing").text(element.attr("alt")));
            return;
        }
        used.put(source, image);
        element.attr("src", image.path())
                .removeAttr("loading")
                .removeAttr("srcset")
                .removeAttr("sizes");
        isDescribed &= isDescribed(element);
    }

    private EpubChapter.Image image(String source) {
        Image found = images.apply(source);
        FileFormat format = found == null
                ? null
                : FileFormat.ofMediaType(found.mediaType())
                        .filter(CORE_FORMATS::contains)
                        .orElse(null);
        return format == null
                ? null
                : new EpubChapter.Image(
                        "images/" + name + "-" + (used.size() + 1) + "."
                                + format.extension().orElseThrow(),
                        format.mediaType(),
                        found.content());
    }

    /** Returns whether an image has an alternative text that is not part of its caption. */
    private static boolean isDescribed(Element image) {
        String alternative = image.attr("alt").strip();
        Element figure = image.closest("figure");
        Element caption = figure == null ? null : figure.selectFirst("figcaption");
        return !alternative.isEmpty()
                && (caption == null || !start(caption.text()).contains(alternative));
    }

    /** Returns the start of a caption, because a search in a very long caption for each of its images is slow. */
    private static String start(String caption) {
        return caption.substring(0, Math.min(caption.length(), MAX_CAPTION));
    }

    /** Makes a link absolute. A link to a missing element of the chapter becomes text. */
    private void link(Element link) {
        String target = link.attr("href");
        link.removeAttr("target").removeAttr("download");
        if (target.startsWith("#")) {
            if (!ids.contains(target.substring(1))) {
                link.unwrap();
            }
        } else if (target.startsWith("/")) {
            link.attr("href", base + target);
        }
    }

    /** Returns the ids of all elements. If several elements have the same id, only the first one keeps it. */
    private static Set<String> uniqueIds(Document document) {
        Set<String> ids = new HashSet<>();
        for (Element element : document.select("[id]")) {
            if (!ids.add(element.id())) {
                element.removeAttr("id");
            }
        }
        return ids;
    }
}
