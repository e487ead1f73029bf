package org.offprint.web.api.exports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.epub.EpubWriter;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.formats.print.GeneratedPdfs;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Finding;

/** Lists the export formats of published articles, including the e-book and the generated PDF. */
@ApplicationScoped
public class ExportListing {

    private final ExportFormats formats;
    private final FullTexts texts;
    private final GeneratedPdfs pdfs;

    ExportListing(ExportFormats formats, FullTexts texts, GeneratedPdfs pdfs) {
        this.formats = formats;
        this.texts = texts;
        this.pdfs = pdfs;
    }

    /** Export formats of an article. */
    @Schema(name = "ExportList", description = "Export formats of an article.")
    public record ExportList(
            @Schema(required = true, description = "All formats, including formats for which the article lacks data.")
            List<Export> items) {}

    /** Export format of an article. */
    @Schema(description = "Format in which an article is available.")
    public record Export(
            @Schema(required = true, description = "Name of the format as used in URLs.", examples = "ris")
            String name,

            @Schema(required = true, description = "Display name of the format.")
            String title,

            @Schema(
                    required = true,
                    examples = "application/x-research-info-systems",
                    description = "Media type of the format.")
            String mediaType,

            @Schema(required = true, description = "Path of the article in this format.")
            String href,

            @Schema(required = true, description = "Whether the article has all data required by this format.")
            boolean possible,

            @Schema(
                    required = true,
                    description =
                            "Missing data that this format requires, with JSON Pointers into the article. The list"
                                    + " is empty if the format is available.")
            List<Finding> missing) {}

    /** Returns the export formats of an article. Executes at most two SQL statements. */
    public ExportList of(PublishedDocument published) {
        PublishedRecord record = PublishedRecord.read(published);
        List<Export> all = new ArrayList<>();
        formats.all().forEach(format -> all.add(export(format, record)));
        boolean hasText = texts.published(published.id(), null, "").isPresent();
        all.add(export(
                record,
                EpubWriter.NAME,
                EpubWriter.TITLE,
                EpubWriter.MEDIA_TYPE,
                hasText ? List.of() : List.of(EpubWriter.MISSING_TEXT)));
        all.add(export(
                record,
                GeneratedPdfs.NAME,
                GeneratedPdfs.TITLE,
                GeneratedPdfs.MEDIA_TYPE,
                record.mainPdf().isPresent()
                        ? List.of()
                        : pdfs.missing(published.id(), hasText).stream().toList()));
        return new ExportList(all);
    }

    private static Export export(Format format, PublishedRecord record) {
        return export(
                record,
                format.name(),
                format.title(),
                format.mediaType(),
                format.writer().missing(record));
    }

    private static Export export(
            PublishedRecord record, String name, String title, String mediaType, List<Finding> missing) {
        String href = "/v1/articles/" + record.article().id() + "/exports/" + name;
        return new Export(name, title, mediaType, href, missing.isEmpty(), missing);
    }
}
