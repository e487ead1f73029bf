package org.offprint.formats.doaj;

import java.util.List;
import java.util.regex.Pattern;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.Requirements;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.IssnType;

/** DOAJ requirements that its schemas do not define. */
final class DoajRequirements {

    /** Pattern of the URLs that DOAJ's schema accepts in {@code fullTextUrl}. */
    private static final Pattern ACCEPTED_URL =
            Pattern.compile("https?://([^/:]+\\.\\p{L}{2,10}|([0-9]{1,3}\\.){3}[0-9]{1,3})(:[0-9]+)?(.*)?");

    private DoajRequirements() {}

    static List<Finding> missing(PublishedRecord record) {
        Issn print = record.issn(IssnType.PRINT);
        Issn electronic = record.issn(IssnType.ELECTRONIC);
        return Requirements.of(record)
                .issn()
                .require(
                        print == null || !print.equals(electronic),
                        "/journal/issns",
                        "issns-equal",
                        "DOAJ requires different print and electronic ISSNs. Correct the ISSNs of the journal.")
                .title()
                .published()
                .missing();
    }

    /**
     * Returns the full-text file that DOAJ should link to, or null for a link to the landing page. PDF files are
     * preferred. Files with URLs that DOAJ does not accept are ignored.
     */
    static ArticleFile fullText(PublishedRecord record) {
        List<ArticleFile> files = record.fullTexts().stream()
                .filter(file -> ACCEPTED_URL.matcher(record.url(file)).matches())
                .toList();
        return files.stream()
                .filter(file -> format(file).equals("PDF"))
                .findFirst()
                .orElse(files.isEmpty() ? null : files.get(0));
    }

    /** Returns DOAJ's name for the file format: PDF, HTML, ePUB or XML. */
    static String format(ArticleFile file) {
        String type = file.mediaType() == null ? "" : file.mediaType();
        return switch (type) {
            case "application/pdf" -> "PDF";
            case "application/epub+zip" -> "ePUB";
            case "application/xml", "text/xml", "application/vnd.jats+xml" -> "XML";
            default -> "HTML";
        };
    }
}
