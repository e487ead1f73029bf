package org.offprint.services.readiness.rules;

import static java.util.Map.entry;

import java.util.Map;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.services.readiness.rules.ReadinessRule.Check;

/** Readiness checks based on DataCite's metadata kernel 4.6 and the DOI format that the DataCite API accepts. */
final class DataCiteChecks {

    private static final String SUFFIX_CHARACTERS = "-._;()/:*~$=";
    private static final int MAX_PREFIX_LENGTH = "10.12345".length();

    private DataCiteChecks() {}

    static Map<String, Check> checks() {
        return Map.ofEntries(
                entry("dc-01", record -> Verdict.that(isAccepted(record.doi()), "/doi", record.doi())),
                entry("dc-02", Field.AUTHORS),
                entry("dc-03", Field.TITLE),
                entry("dc-04", Field.PUBLISHER),
                entry("dc-05", Field.PUBLICATION_DATE),
                entry("dc-06", Field.TYPE),
                entry(
                        "dc-07",
                        record -> Verdict.unknown("/links/landingPage", "The account at DataCite was not checked.")),
                entry("dc-08", Check.all(Field.ABSTRACT, Field.KEYWORDS.or(Field.SUBJECTS))),
                entry("dc-09", CheckedRecord::hasSpdxLicence),
                entry("dc-10", DataCiteChecks::funders));
    }

    private static boolean isAccepted(Doi doi) {
        if (doi == null) {
            return false;
        }
        int slash = doi.value().indexOf('/');
        return slash <= MAX_PREFIX_LENGTH
                && doi.value().substring(0, slash).chars().filter(c -> c == '.').count() == 1
                && doi.value()
                        .substring(slash)
                        .chars()
                        .allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || SUFFIX_CHARACTERS.indexOf(c) >= 0);
    }

    private static Verdict funders(CheckedRecord record) {
        return record.funded()
                .and(record.everyFunder(
                        each -> CheckedRecord.isIdentified(each)
                                && !each.awards().isEmpty(),
                        ""));
    }
}
