package org.offprint.services.readiness.rules;

import static java.util.Map.entry;

import java.util.Map;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.kernel.record.FileRole;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.record.LicenseTerms.Copyright;
import org.offprint.services.readiness.rules.ReadinessRule.Check;

/** Readiness checks based on the PubMed XML help (NBK3828) and on the minimum criteria for data of PubMed Central. */
final class PubMedChecks {

    /** Start of the URLs of the public domain dedication and the public domain mark of Creative Commons. */
    private static final String PUBLIC_DOMAIN = "https://creativecommons.org/publicdomain/";

    private PubMedChecks() {}

    static Map<String, Check> checks(RecordWriter deposit) {
        return Map.ofEntries(
                entry("pm-01", Check.all(Field.ISSNS, PubMedChecks::titleAbbreviation)),
                entry("pm-02", Field.PUBLISHER),
                entry("pm-03", Field.ISSUE_VOLUME.or(Field.ISSUE_NUMBER)),
                entry("pm-04", Field.PAGES.or(Field.DOI)),
                entry("pm-05", Field.ENGLISH_TITLE),
                entry("pm-06", Field.PUBLICATION_DATE),
                entry("pm-07", PubMedChecks::englishAbstract),
                entry(
                        "pm-08",
                        Check.all(CheckedRecord::everyAuthorHasAnAffiliation, CheckedRecord::everyAuthorHasAnOrcidId)),
                entry("pm-09", record -> record.canBeWritten(deposit)),
                entry("pm-10", CheckedRecord::everyNoticeHasADoi),
                entry("pmc-01", Check.all(Field.ISSNS, Field.JOURNAL_TITLE, Field.PUBLISHER)),
                entry("pmc-02", PubMedChecks::permissions),
                entry("pmc-03", Field.PAGES.or(Field.ARTICLE_NUMBER)),
                entry("pmc-04", Check.all(Field.JATS_FILES, PubMedChecks::pdf)));
    }

    private static Verdict titleAbbreviation(CheckedRecord record) {
        return Verdict.that(
                record.journal().identifiers().stream()
                        .anyMatch(each -> each.type().equals("nlm-ta")),
                "/identifiers",
                null);
    }

    private static Verdict englishAbstract(CheckedRecord record) {
        return record.body().abstractText() == null ? Verdict.PASS : Field.ENGLISH_ABSTRACT.of(record);
    }

    private static Verdict pdf(CheckedRecord record) {
        return Verdict.that(
                record.filesOf(FileRole.FULLTEXT).stream().anyMatch(file -> "application/pdf".equals(file.mediaType())),
                "/files",
                null);
    }

    /**
     * Requires the license URL, the copyright year, and a copyright statement or copyright holder. Articles in the
     * public domain require only the license URL, because they have no copyright.
     */
    static Verdict permissions(CheckedRecord record) {
        LicenseTerms license = record.body().license();
        if (license == null) {
            return Verdict.fail("/license", null, null);
        }
        if (license.url() != null && license.url().value().startsWith(PUBLIC_DOMAIN)) {
            return Verdict.PASS;
        }
        Copyright copyright = license.copyright() == null ? new Copyright(null, null, null) : license.copyright();
        return Verdict.present("/license/url", license.url())
                .and(Verdict.present("/license/copyright/year", copyright.year()))
                .and(Verdict.present("/license/copyright/statement", copyright.statement())
                        .or(Verdict.present("/license/copyright/holder", copyright.holder())));
    }
}
