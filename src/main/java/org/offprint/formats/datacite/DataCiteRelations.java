package org.offprint.formats.datacite;

import java.util.EnumMap;
import java.util.Map;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RelatedWork;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.RelationType;

/** Writes relations as DataCite metadata: related works and references (property 12) and the journal (property 20). */
final class DataCiteRelations {

    /**
     * Closest DataCite relation types (appendix 1), keyed by Offprint relation type. For example, a retraction notice
     * maps to {@code Obsoletes}.
     */
    private static final Map<RelationType, String> TYPES = new EnumMap<>(RelationType.class);

    static {
        TYPES.put(RelationType.IS_CORRECTION_OF, "IsSupplementTo");
        TYPES.put(RelationType.HAS_CORRECTION, "IsSupplementedBy");
        TYPES.put(RelationType.IS_RETRACTION_OF, "Obsoletes");
        TYPES.put(RelationType.HAS_RETRACTION, "IsObsoletedBy");
        TYPES.put(RelationType.IS_EXPRESSION_OF_CONCERN_OF, "Reviews");
        TYPES.put(RelationType.HAS_EXPRESSION_OF_CONCERN, "IsReviewedBy");
        TYPES.put(RelationType.IS_TRANSLATION_OF, "IsTranslationOf");
        TYPES.put(RelationType.HAS_TRANSLATION, "HasTranslation");
        TYPES.put(RelationType.IS_COMMENT_ON, "Reviews");
        TYPES.put(RelationType.HAS_COMMENT, "IsReviewedBy");
        TYPES.put(RelationType.IS_REPLY_TO, "References");
        TYPES.put(RelationType.HAS_REPLY, "IsReferencedBy");
        TYPES.put(RelationType.IS_REVIEW_OF, "Reviews");
        TYPES.put(RelationType.HAS_REVIEW, "IsReviewedBy");
        TYPES.put(RelationType.IS_PREPRINT_OF, "IsPreviousVersionOf");
        TYPES.put(RelationType.HAS_PREPRINT, "IsNewVersionOf");
        TYPES.put(RelationType.IS_VERSION_OF, "IsVersionOf");
        TYPES.put(RelationType.HAS_VERSION, "HasVersion");
        TYPES.put(RelationType.IS_SUPPLEMENT_TO, "IsSupplementTo");
        TYPES.put(RelationType.HAS_SUPPLEMENT, "IsSupplementedBy");
        TYPES.put(RelationType.REFERENCES, "References");
        TYPES.put(RelationType.IS_REFERENCED_BY, "IsReferencedBy");
    }

    private final XmlWriter xml;

    DataCiteRelations(XmlWriter xml) {
        this.xml = xml;
    }

    void write(PublishedRecord record) {
        xml.open("relatedIdentifiers");
        for (RelatedWork work : RelatedWork.of(record)) {
            boolean hasDoi = work.doi() != null;
            related(hasDoi ? work.doi().value() : work.address(), hasDoi ? "DOI" : "URL", TYPES.get(work.type()));
        }
        for (Reference reference : record.body().references()) {
            if (reference.doi() != null) {
                related(reference.doi().value(), "DOI", "References");
            } else if (reference.pmid() != null) {
                related(reference.pmid(), "PMID", "References");
            } else if (reference.url() != null) {
                related(reference.url().value(), "URL", "References");
            }
        }
        xml.close();
        journal(record);
    }

    private void related(String value, String scheme, String type) {
        xml.element("relatedIdentifier", value, "relatedIdentifierType", scheme, "relationType", type);
    }

    private void journal(PublishedRecord record) {
        xml.open("relatedItems");
        xml.open("relatedItem", "relatedItemType", "Journal", "relationType", "IsPublishedIn");
        record.issns().stream()
                .limit(1)
                .forEach(issn ->
                        xml.element("relatedItemIdentifier", issn.value(), "relatedItemIdentifierType", "ISSN"));
        xml.open("titles");
        xml.element("title", record.journal().title());
        xml.close();
        xml.element("publicationYear", Integer.toString(record.published().year()));
        xml.element("volume", record.issue().volume());
        xml.element("issue", record.issue().number());
        xml.element("number", record.body().articleNumber(), "numberType", "Article");
        Pages pages = record.body().pages();
        if (pages != null) {
            xml.element("firstPage", pages.first());
            xml.element("lastPage", pages.last());
        }
        xml.element("publisher", record.journal().publisher());
        xml.close();
        xml.close();
    }
}
