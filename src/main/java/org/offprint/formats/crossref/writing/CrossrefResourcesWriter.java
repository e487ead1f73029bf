package org.offprint.formats.crossref.writing;

import java.util.List;
import java.util.Set;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.record.ArticleFile;

/**
 * Writes the resources of a Crossref deposit: the landing page, and the full-text files for crawlers and text mining.
 */
public final class CrossrefResourcesWriter {

    /** Media types of full-text files that Crossref's schema allows. */
    private static final Set<String> MEDIA_TYPES =
            Set.of("application/pdf", "text/html", "application/xml", "text/xml", "application/epub+zip", "text/plain");

    private CrossrefResourcesWriter() {}

    /** Writes a DOI with the page that it resolves to, without full-text links. */
    public static void write(XmlWriter xml, Doi doi, String page) {
        xml.open("doi_data");
        xml.element("doi", doi.value());
        xml.element("resource", page);
        xml.close();
    }

    /**
     * Writes the DOI of an article with the article page and full-text links.
     *
     * @param page URL that the DOI resolves to
     */
    public static void write(XmlWriter xml, PublishedRecord record, Doi doi, String page, SentParts parts) {
        xml.open("doi_data");
        xml.element("doi", doi.value());
        xml.element("resource", page);
        if (parts.empties(DepositPart.FULL_TEXTS)) {
            xml.empty("collection", "property", "crawler-based");
            xml.empty("collection", "property", "text-mining");
        } else if (parts.contains(DepositPart.FULL_TEXTS)) {
            fullTexts(xml, record);
        }
        xml.close();
    }

    static void fullTexts(XmlWriter xml, PublishedRecord record) {
        List<ArticleFile> files = record.fullTexts();
        if (files.isEmpty()) {
            return;
        }
        xml.open("collection", "property", "crawler-based");
        xml.open("item", "crawler", "similarity-check");
        resource(xml, record, files.get(0));
        xml.close();
        xml.close();
        xml.open("collection", "property", "text-mining");
        for (ArticleFile file : files) {
            xml.open("item");
            resource(xml, record, file);
            xml.close();
        }
        xml.close();
    }

    private static void resource(XmlWriter xml, PublishedRecord record, ArticleFile file) {
        String type = file.mediaType();
        xml.element(
                "resource",
                record.escapedUrl(file),
                "mime_type",
                type != null && MEDIA_TYPES.contains(type) ? type : null,
                "content_version",
                "vor");
    }
}
