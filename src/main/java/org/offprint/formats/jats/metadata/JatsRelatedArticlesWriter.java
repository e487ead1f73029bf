package org.offprint.formats.jats.metadata;

import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.record.Relation;
import org.offprint.kernel.record.RelationType;

/** Writes a {@code related-article} element for each related article, including the retraction notice. */
public final class JatsRelatedArticlesWriter {

    private JatsRelatedArticlesWriter() {}

    public static void write(XmlWriter xml, PublishedRecord record) {
        int number = 0;
        for (Relation relation : record.body().relations()) {
            number++;
            write(xml, record, number, type(relation.type()), relation.doi(), relation);
        }
        Retraction retraction = record.article().retraction();
        Doi notice = retraction == null || retraction.notice() == null
                ? null
                : retraction.notice().doi();
        if (notice != null && !isAmong(record, notice)) {
            String type = retraction.kind() == Retraction.Kind.EXPRESSION_OF_CONCERN
                    ? type(RelationType.HAS_EXPRESSION_OF_CONCERN)
                    : type(RelationType.HAS_RETRACTION);
            write(xml, record, number + 1, type, notice, null);
        }
    }

    private static boolean isAmong(PublishedRecord record, Doi notice) {
        return record.body().relations().stream()
                .map(Relation::doi)
                .anyMatch(doi -> doi != null && doi.key().equals(notice.key()));
    }

    private static void write(
            XmlWriter xml, PublishedRecord record, int number, String type, Doi doi, Relation relation) {
        String id = "related" + number;
        String label = relation == null ? null : relation.label();
        String here = relation == null || relation.article() == null
                ? null
                : record.url("/v1/articles/" + relation.article());
        String[] attributes = {
            "id",
            id,
            "related-article-type",
            type,
            "ext-link-type",
            doi == null ? "uri" : "doi",
            "xlink:href",
            doi == null ? here : doi.value()
        };
        if (label == null) {
            xml.empty("related-article", attributes);
        } else {
            xml.element("related-article", label, attributes);
        }
    }

    /** Returns the JATS type of a related article, from the types that JATS suggests and PubMed Central supports. */
    private static String type(RelationType type) {
        return switch (type) {
            case IS_CORRECTION_OF -> "corrected-article";
            case HAS_CORRECTION -> "correction-forward";
            case IS_RETRACTION_OF -> "retracted-article";
            case HAS_RETRACTION -> "retraction-forward";
            case IS_EXPRESSION_OF_CONCERN_OF -> "object-of-concern";
            case HAS_EXPRESSION_OF_CONCERN -> "expression-of-concern";
            case IS_TRANSLATION_OF -> "translated-article";
            case HAS_TRANSLATION -> "translation";
            case IS_COMMENT_ON -> "commentary-article";
            case HAS_COMMENT -> "commentary";
            case IS_REPLY_TO -> "letter";
            case HAS_REPLY -> "letter-reply";
            case IS_REVIEW_OF -> "peer-reviewed-article";
            case HAS_REVIEW -> "reviewer-report";
            case IS_PREPRINT_OF -> "version-of-record";
            case HAS_PREPRINT -> "preprint";
            case IS_VERSION_OF -> "updated-article";
            case HAS_VERSION -> "update";
            case IS_SUPPLEMENT_TO -> "supplemented-article";
            case HAS_SUPPLEMENT -> "addendum";
            case REFERENCES -> "article-reference";
            case IS_REFERENCED_BY -> "referring-article";
        };
    }
}
