package org.offprint.formats.epub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.faults.Finding;

/**
 * Writes an EPUB publication chapter by chapter, so that only one chapter is in memory (EPUB 3.3). The same input
 * results in the same bytes.
 */
public final class EpubWriter {

    /** Name of the format in URLs. */
    public static final String NAME = "epub";

    public static final String TITLE = "EPUB 3.3";
    public static final String MEDIA_TYPE = "application/epub+zip";

    /** Error for an article without a full text, which has no e-book. */
    public static final Finding MISSING_TEXT = Finding.at(
            "/files",
            "full-text-required",
            "An e-book contains the full text of the article. Upload the full text in JATS or HTML, and publish the"
                    + " article again.");

    /** Version of the output, on which entity tags depend. Increment this version if the output changes. */
    public static final int VERSION = 1;

    private static final String FOLDER = "EPUB/";
    private static final String PACKAGE = "package.opf";
    private static final String NAVIGATION = "nav.xhtml";
    private static final String STYLE = "style.css";
    private static final String XHTML = "application/xhtml+xml";
    private static final String XHTML_NAMESPACE = "http://www.w3.org/1999/xhtml";
    private static final String EPUB_NAMESPACE = "http://www.idpf.org/2007/ops";

    private final ZipOutputStream zip;
    private final EpubMetadata metadata;
    private final String contentsTitle;
    private final List<ListedChapter> chapters = new ArrayList<>();
    private final List<ListedImage> images = new ArrayList<>();
    private boolean isDescribed = true;

    /** Chapter in the manifest and in the table of contents. */
    private record ListedChapter(ChapterDescription description, boolean hasMathMl) {

        String file() {
            return description.name() + ".xhtml";
        }
    }

    /** Image in the manifest. */
    private record ListedImage(String path, String mediaType) {}

    /**
     * Creates a writer.
     *
     * @param contentsTitle heading of the table of contents, in the language of the publication
     */
    public EpubWriter(OutputStream out, EpubMetadata metadata, String contentsTitle) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.metadata = metadata;
        this.contentsTitle = contentsTitle;
    }

    /** Writes the beginning of the publication. Call this method once, before the chapters. */
    public void begin() throws IOException {
        // The first file is neither compressed nor has extra fields, so that programs recognize the format from the
        // first bytes (EPUB 3.3, section 4.2.6.2).
        byte[] type = MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(type);
        ZipEntry entry = entry("mimetype");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(type.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(type);
        zip.closeEntry();
        XmlWriter container = new XmlWriter()
                .open("container", "version", "1.0", "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")
                .open("rootfiles")
                .empty("rootfile", "full-path", FOLDER + PACKAGE, "media-type", "application/oebps-package+xml")
                .close()
                .close();
        write("META-INF/container.xml", XmlWriter.DECLARATION + container);
        try (InputStream style = EpubWriter.class.getResourceAsStream("/epub/" + STYLE)) {
            write(FOLDER + STYLE, new String(style.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Returns the file name for the next chapter, without its extension. */
    public String nextName() {
        return "article-" + (chapters.size() + 1);
    }

    /** Writes a chapter and its images. */
    public void add(EpubChapter chapter) throws IOException {
        ChapterDescription description = chapter.description();
        ListedChapter listed = new ListedChapter(description, chapter.hasMathMl());
        write(
                FOLDER + listed.file(),
                page(description.title(), description.language(), description.direction(), chapter.xhtml()));
        for (EpubChapter.Image image : chapter.images()) {
            begin(FOLDER + image.path(), !image.mediaType().endsWith("xml"));
            try (InputStream content = image.content().open()) {
                content.transferTo(zip);
            }
            zip.closeEntry();
            images.add(new ListedImage(image.path(), image.mediaType()));
        }
        isDescribed &= chapter.isDescribed();
        chapters.add(listed);
    }

    /** Writes the table of contents and the package document, which complete the publication. */
    public void finish() throws IOException {
        write(
                FOLDER + NAVIGATION,
                page(
                        contentsTitle,
                        metadata.language(),
                        metadata.direction(),
                        navigation().toString()));
        write(FOLDER + PACKAGE, XmlWriter.DECLARATION + packageDocument());
        zip.finish();
    }

    private static String page(String title, String language, String direction, String body) {
        return XmlWriter.DECLARATION + "<!DOCTYPE html>\n<html xmlns=\"" + XHTML_NAMESPACE + "\" xmlns:epub=\""
                + EPUB_NAMESPACE + "\" lang=\"" + language + "\" xml:lang=\"" + language + "\" dir=\"" + direction
                + "\">\n<head>\n" + new XmlWriter().element("title", title) + "\n<link rel=\"stylesheet\" href=\""
                + STYLE + "\"/>\n</head>\n<body>\n" + body + "\n</body>\n</html>\n";
    }

    /** Returns the table of contents (EPUB 3.3, section 7). Sections of an issue are headings without a link. */
    private XmlWriter navigation() {
        XmlWriter xml = new XmlWriter();
        xml.open("nav", "epub:type", "toc", "role", "doc-toc", "id", "toc");
        xml.element("h1", contentsTitle);
        xml.open("ol");
        String open = null;
        for (ListedChapter chapter : chapters) {
            ChapterDescription description = chapter.description();
            if (open != null && !open.equals(description.section())) {
                xml.close().close();
                open = null;
            }
            if (open == null && description.section() != null) {
                open = description.section();
                xml.open("li").element("span", open).open("ol");
            }
            xml.open("li").element("a", description.title(), "href", chapter.file());
            list(xml, chapter.file(), description.headings());
            xml.close();
        }
        if (open != null) {
            xml.close().close();
        }
        return xml.close().close();
    }

    /** Writes headings as a list. The table of contents of a full text has two levels. */
    private static void list(XmlWriter xml, String file, List<Heading> headings) {
        if (headings.isEmpty()) {
            return;
        }
        xml.open("ol");
        for (Heading heading : headings) {
            xml.open("li").element("a", heading.text(), "href", file + "#" + heading.id());
            if (!heading.parts().isEmpty()) {
                xml.open("ol");
                heading.parts().forEach(part -> xml.open("li")
                        .element("a", part.text(), "href", file + "#" + part.id())
                        .close());
                xml.close();
            }
            xml.close();
        }
        xml.close();
    }

    private XmlWriter packageDocument() {
        XmlWriter xml = new XmlWriter();
        xml.open(
                "package",
                "xmlns",
                "http://www.idpf.org/2007/opf",
                "version",
                "3.0",
                "unique-identifier",
                "identifier",
                "xml:lang",
                metadata.language(),
                "dir",
                metadata.direction(),
                "prefix",
                "tdm: http://www.w3.org/ns/tdmrep#");
        metadata(xml);
        xml.open("manifest");
        xml.empty("item", "id", "nav", "href", NAVIGATION, "media-type", XHTML, "properties", "nav");
        xml.empty("item", "id", "style", "href", STYLE, "media-type", "text/css");
        for (int i = 0; i < chapters.size(); i++) {
            ListedChapter chapter = chapters.get(i);
            xml.empty(
                    "item",
                    "id",
                    "chapter-" + (i + 1),
                    "href",
                    chapter.file(),
                    "media-type",
                    XHTML,
                    "properties",
                    chapter.hasMathMl() ? "mathml" : null);
        }
        for (int i = 0; i < images.size(); i++) {
            ListedImage image = images.get(i);
            xml.empty("item", "id", "image-" + (i + 1), "href", image.path(), "media-type", image.mediaType());
        }
        xml.close();
        xml.open("spine", "page-progression-direction", metadata.direction());
        if (chapters.size() > 1) {
            xml.empty("itemref", "idref", "nav");
        }
        for (int i = 1; i <= chapters.size(); i++) {
            xml.empty("itemref", "idref", "chapter-" + i);
        }
        return xml.close().close();
    }

    private void metadata(XmlWriter xml) {
        xml.open("metadata", "xmlns:dc", "http://purl.org/dc/elements/1.1/");
        xml.element("dc:identifier", metadata.identifier(), "id", "identifier");
        xml.element("dc:title", metadata.title());
        xml.element("dc:language", metadata.language());
        metadata.creators().forEach(creator -> xml.element("dc:creator", creator));
        xml.element("dc:publisher", metadata.publisher());
        xml.element("dc:date", metadata.published());
        xml.element("dc:rights", metadata.rights());
        xml.element("dc:source", metadata.source());
        metadata.subjects().forEach(subject -> xml.element("dc:subject", subject));
        property(
                xml,
                "dcterms:modified",
                metadata.modified().truncatedTo(ChronoUnit.SECONDS).toString());
        if (metadata.series() != null) {
            xml.element("meta", metadata.series(), "property", "belongs-to-collection", "id", "journal");
            xml.element("meta", "series", "refines", "#journal", "property", "collection-type");
        }
        accessibility(xml);
        property(xml, "tdm:reservation", metadata.tdmReservation());
        property(xml, "tdm:policy", metadata.tdmPolicy());
        xml.close();
    }

    /** Writes accessibility metadata (EPUB Accessibility 1.1, section 2). */
    private void accessibility(XmlWriter xml) {
        boolean hasImages = !images.isEmpty();
        property(xml, "schema:accessMode", "textual");
        if (hasImages) {
            property(xml, "schema:accessMode", "visual");
        }
        property(xml, "schema:accessModeSufficient", isDescribed ? "textual" : "textual,visual");
        features().forEach(feature -> property(xml, "schema:accessibilityFeature", feature));
        property(xml, "schema:accessibilityHazard", "none");
    }

    private Set<String> features() {
        Set<String> features = new LinkedHashSet<>(
                List.of("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "ARIA"));
        if (!images.isEmpty() && isDescribed) {
            features.add("alternativeText");
        }
        if (chapters.stream().anyMatch(ListedChapter::hasMathMl)) {
            features.add("MathML");
        }
        return features;
    }

    private static void property(XmlWriter xml, String name, String value) {
        xml.element("meta", value, "property", name);
    }

    private void write(String path, String text) throws IOException {
        begin(path, false);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private void begin(String path, boolean isDense) throws IOException {
        zip.setLevel(isDense ? Deflater.NO_COMPRESSION : Deflater.DEFAULT_COMPRESSION);
        zip.putNextEntry(entry(path));
    }

    private ZipEntry entry(String path) {
        ZipEntry entry = new ZipEntry(path);
        // Use UTC instead of the local time zone, so that the file has the same bytes on every machine.
        entry.setTimeLocal(LocalDateTime.ofInstant(metadata.modified(), ZoneOffset.UTC));
        return entry;
    }
}
