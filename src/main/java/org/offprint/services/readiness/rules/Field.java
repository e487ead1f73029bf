package org.offprint.services.readiness.rules;

import java.util.function.Function;
import org.offprint.kernel.record.FileRole;
import org.offprint.services.readiness.rules.ReadinessRule.Check;

/** Field of a checked record. As a check, a field passes if its value is neither missing, blank nor empty. */
enum Field implements Check {
    ABSTRACT("/abstract", record -> record.body().abstractText()),
    ARTICLE_NUMBER("/articleNumber", record -> record.body().articleNumber()),
    AUTHORS("/contributors", record -> record.article().authors()),
    CONFLICT_STATEMENT(
            "/statements/conflictOfInterest", record -> record.statements().conflictOfInterest()),
    DATA_STATEMENT("/statements/dataAvailability", record -> record.statements().dataAvailability()),
    DOI("/doi", CheckedRecord::doi),
    ENGLISH_ABSTRACT("/translations/en/abstract", CheckedRecord::englishAbstract),
    ENGLISH_TITLE("/translations/en/title", CheckedRecord::englishTitle),
    FILES("/files", record -> record.body().files()),
    FULL_TEXTS("/files", record -> record.article().fullTexts()),
    FULL_TEXT_FILES("/files", record -> record.filesOf(FileRole.FULLTEXT)),
    ISSUE("/issue", record -> record.article().article().issue()),
    JATS_FILES("/files", record -> record.filesOf(FileRole.JATS)),
    KEYWORDS("/keywords", record -> record.body().keywords()),
    LANDING_PAGE("/links/landingPage", record -> record.article().landingPage()),
    LICENSE_URL("/license/url", CheckedRecord::licence),
    PAGES("/pages", record -> record.body().pages()),
    PUBLICATION_DATE("/dates/published", record -> record.article().published()),
    REFERENCES("/references", record -> record.body().references()),
    RELATIONS("/relations", record -> record.body().relations()),
    SUBJECTS("/subjects", record -> record.body().subjects()),
    TITLE("/title", record -> record.body().title()),
    TYPE("/type", record -> record.body().type()),

    /** ISSNs of the article's journal, for use in article rules. */
    ISSNS_OF_JOURNAL("/journal/issns", record -> record.journal().issns()),
    /** Publisher of the article's journal, for use in article rules. */
    PUBLISHER_OF_JOURNAL("/journal/publisher", record -> record.journal().publisher()),

    ISSUE_DATE("/publishedOn", CheckedRecord::issueDate),
    ISSUE_NUMBER("/number", record -> record.issue().number()),
    ISSUE_VOLUME("/volume", record -> record.issue().volume()),

    ARCHIVING_POLICY("/policies/archiving", record -> record.policies().archiving()),
    CHARGES_POLICY("/policies/charges", record -> record.policies().charges()),
    CONTACT("/contact", record -> record.journal().contact()),
    COPYRIGHT_POLICY("/policies/copyright", record -> record.policies().copyright()),
    ETHICS_POLICY("/policies/ethics", record -> record.policies().ethics()),
    ISSNS("/issns", record -> record.journal().issns()),
    JOURNAL_TITLE("/title", record -> record.journal().title()),
    JOURNAL_URL("/url", record -> record.journal().url()),
    PEER_REVIEW_POLICY("/policies/peerReview", record -> record.policies().peerReview()),
    PUBLISHER("/publisher", record -> record.journal().publisher()),
    PUBLISHER_PLACE("/publisherPlace", record -> record.journal().publisherPlace()),

    CROSSMARK_POLICY("", record -> record.site().crossmarkPolicy()),
    DEPOSITOR_EMAIL("", record -> record.site().depositorEmail()),
    DEPOSITOR_NAME("", record -> record.site().depositorName());

    private final String pointer;
    private final Function<CheckedRecord, Object> value;

    Field(String pointer, Function<CheckedRecord, Object> value) {
        this.pointer = pointer;
        this.value = value;
    }

    @Override
    public Verdict of(CheckedRecord record) {
        return Verdict.present(pointer, value.apply(record));
    }
}
