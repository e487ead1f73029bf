package org.offprint.formats.crossref.writing;

import java.util.List;
import java.util.Set;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.record.ArticleFile;

/** Writes the resources of a deposit: the landing page, and the full texts for crawlers and text mining. */
public final class CrossrefResourcesWriter {

    /** Media types of full texts among those of the schema. */
    private static final Set<String> MEDIA_TYPES =
            Set.of("application/pdf", "text/html", "application/xml", "text/xml", "application/epub+zip", "text/plain");

    private CrossrefResourcesWriter() {}

    public static void write(XmlWriter xml, PublishedRecord record) {
        xml.open("doi_data");
        xml.element("doi", record.doi().value());
        xml.element("resource", record.landingPage());
        List<ArticleFile> files = record.fullTexts();
        if (!files.isEmpty()) {
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
