package org.offprint.services.readiness.rules;

import static java.util.Map.entry;

import java.util.Map;
import org.offprint.formats.writing.StatedAffiliation;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.services.readiness.rules.ReadinessRule.Check;

/** Readiness checks based on the recommendations and Schematron rules of JATS4R. */
final class Jats4rChecks {

    private Jats4rChecks() {}

    static Map<String, Check> checks() {
        Check credit = Jats4rChecks::credit;
        return Map.ofEntries(
                entry("j4r-01", PubMedChecks::permissions),
                entry("j4r-02", record -> record.ofAffiliations(Jats4rChecks::isIdentified)),
                entry("j4r-03", credit.forResearch()),
                entry("j4r-04", Field.DATA_STATEMENT.forResearch()),
                entry("j4r-05", Field.CONFLICT_STATEMENT.forResearch()),
                entry("j4r-06", CrossrefChecks::pages),
                entry("j4r-07", Jats4rChecks::otherAbstracts),
                entry("j4r-08", Jats4rChecks::retraction));
    }

    private static boolean isIdentified(StatedAffiliation affiliation) {
        return affiliation.organization().ror() != null
                && affiliation.organization().country() != null;
    }

    private static Verdict credit(CheckedRecord record) {
        return record.ofContributors(
                CheckedRecord::isPersonalAuthor, each -> !each.credit().isEmpty(), "/credit");
    }

    private static Verdict otherAbstracts(CheckedRecord record) {
        return Verdict.each(
                record.body().otherAbstracts(),
                each -> each.type() != null || each.language() != null,
                i -> "/otherAbstracts/" + i + "/language",
                each -> each.title());
    }

    private static Verdict retraction(CheckedRecord record) {
        Retraction retraction = record.article().article().retraction();
        return retraction == null
                ? Verdict.PASS
                : Verdict.present("/retraction/reason", retraction.reason())
                        .and(Verdict.present("/retraction/date", retraction.date()))
                        .and(Verdict.present("/retraction/notice", retraction.notice()));
    }
}
