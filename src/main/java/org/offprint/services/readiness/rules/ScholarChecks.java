package org.offprint.services.readiness.rules;

import static java.util.Map.entry;

import java.util.Map;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.services.readiness.rules.ReadinessRule.Check;

/** Readiness checks based on Google Scholar's inclusion guidelines for webmasters. */
final class ScholarChecks {

    /** Maximum size of PDF files that Google Scholar indexes, in bytes. */
    private static final long PDF_SIZE_LIMIT = 5_000_000;

    private ScholarChecks() {}

    static Map<String, Check> checks() {
        return Map.ofEntries(
                entry(
                        "gs-01",
                        Check.all(Field.TITLE, Field.AUTHORS, Field.PUBLICATION_DATE, CheckedRecord::hasCheckedPage)),
                entry("gs-02", CheckedRecord::hasCheckedPage),
                entry("gs-03", ScholarChecks::pdf),
                entry("gs-04", ScholarChecks::abstractOrFullText),
                entry("gs-05", Check.all(Field.ISSUE, Field.PAGES.or(Field.ARTICLE_NUMBER), Field.ISSNS_OF_JOURNAL)));
    }

    private static Verdict pdf(CheckedRecord record) {
        ArticleFile pdf = record.article().mainPdf().orElse(null);
        if (pdf != null) {
            return Verdict.that(pdf.size() < PDF_SIZE_LIMIT, "/files", pdf.size() + " bytes")
                    .and(record.hasCheckedPage());
        }
        if (record.site().generatesPdfs() && record.hasText()) {
            return record.hasCheckedPage();
        }
        return record.article().fullTexts().isEmpty()
                ? Verdict.fail("/files", null, null)
                : Verdict.unknown("/files", "The full text is external and was not checked.");
    }

    private static Verdict abstractOrFullText(CheckedRecord record) {
        boolean hasFullText = !record.filesOf(FileRole.FULLTEXT).isEmpty()
                || !record.filesOf(FileRole.JATS).isEmpty();
        return Verdict.that(hasFullText || record.body().abstractText() != null, "/abstract", null);
    }
}
