package org.offprint.services.readiness.rules;

import static java.util.Map.entry;

import java.util.Map;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.Dates;
import org.offprint.services.readiness.rules.ReadinessRule.Check;

/**
 * Readiness checks based on the OpenAIRE Guidelines for Literature Repositories 4, the technical guidance of Plan S,
 * and the FAIR metrics of F-UJI 0.8.
 */
final class OpenScienceChecks {

    private OpenScienceChecks() {}

    static Map<String, Check> checks() {
        return Map.ofEntries(
                entry(
                        "oa-01",
                        Check.all(
                                Field.TITLE, Field.AUTHORS, Field.PUBLICATION_DATE, Field.DOI.or(Field.LANDING_PAGE))),
                entry("oa-02", CheckedRecord::everyFunderHasAwards),
                entry(
                        "oa-03",
                        Check.all(Field.KEYWORDS.or(Field.SUBJECTS), Field.ABSTRACT, Field.PUBLISHER_OF_JOURNAL)),
                entry("oa-04", Field.LICENSE_URL),
                entry("oa-05", CheckedRecord::everyAuthorHasAnOrcidId),
                entry("ps-01", Field.DOI),
                entry("ps-02", OpenScienceChecks::openLicence),
                entry("ps-03", CheckedRecord::everyFunderHasAwards),
                entry("ps-04", Field.ARCHIVING_POLICY),
                entry("ps-05", Check.all(OpenScienceChecks::identifiers, Field.JATS_FILES)),
                entry("fuji-01", OpenScienceChecks::resolvedDoi),
                entry(
                        "fuji-02",
                        Check.all(
                                Field.AUTHORS,
                                Field.TITLE,
                                Field.PUBLICATION_DATE,
                                Field.ABSTRACT,
                                Field.KEYWORDS,
                                Field.PUBLISHER_OF_JOURNAL)),
                entry("fuji-03", Check.all(Field.FILES, OpenScienceChecks::fileProperties)),
                entry("fuji-04", CheckedRecord::hasCheckedPage),
                entry("fuji-05", CheckedRecord::hasSpdxLicence),
                entry("fuji-06", Check.all(Field.REFERENCES.or(Field.RELATIONS), OpenScienceChecks::history)));
    }

    private static Verdict openLicence(CheckedRecord record) {
        String url = record.licence();
        String name = url == null ? null : record.body().license().url().name();
        return Verdict.that(name != null && !name.contains("-NC"), "/license/url", url);
    }

    private static Verdict identifiers(CheckedRecord record) {
        return record.everyAuthorHasAnOrcidId().and(record.everyAffiliationHasARorId());
    }

    private static Verdict resolvedDoi(CheckedRecord record) {
        return record.doi() == null
                ? Field.DOI.of(record)
                : Verdict.unknown("/doi", "This service does not check whether the DOI resolves.");
    }

    private static Verdict fileProperties(CheckedRecord record) {
        return Verdict.each(
                record.body().files(),
                each -> each.mediaType() != null && each.size() != null,
                i -> "/files/" + i,
                ArticleFile::label);
    }

    private static Verdict history(CheckedRecord record) {
        Dates dates = record.body().dates();
        return Verdict.that(dates != null && (dates.accepted() != null || dates.received() != null), "/dates", null);
    }
}
