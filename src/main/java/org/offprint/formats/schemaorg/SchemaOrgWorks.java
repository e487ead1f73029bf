package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RelatedWork;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.RelationType;

/**
 * Writes the works that an article cites, corrects, translates or is otherwise related to, as schema.org properties.
 */
final class SchemaOrgWorks {

    private SchemaOrgWorks() {}

    static void relate(ObjectMapper mapper, ObjectNode article, PublishedRecord record) {
        ArrayNode citations = mapper.createArrayNode();
        for (Reference reference : record.body().references()) {
            citation(citations, reference);
        }
        SchemaOrgMembers.put(article, "citation", citations);
        ArrayNode corrections = mapper.createArrayNode();
        RelatedWork.of(record).forEach(work -> {
            switch (work.type()) {
                case HAS_CORRECTION, HAS_RETRACTION, HAS_EXPRESSION_OF_CONCERN -> correction(corrections, work, record);
                case IS_TRANSLATION_OF -> article.putObject("translationOfWork").put("@id", work.address());
                case HAS_TRANSLATION ->
                    article.withArray("workTranslation").addObject().put("@id", work.address());
                case IS_VERSION_OF, IS_SUPPLEMENT_TO ->
                    article.withArray("isBasedOn").addObject().put("@id", work.address());
                default -> article.withArray("mentions").addObject().put("@id", work.address());
            }
        });
        SchemaOrgMembers.put(article, "correction", corrections);
        Retraction retraction = record.article().retraction();
        if (retraction != null) {
            article.put(
                    "creativeWorkStatus",
                    retraction.kind() == Retraction.Kind.EXPRESSION_OF_CONCERN ? "Expression of concern" : "Retracted");
        }
    }

    private static void citation(ArrayNode citations, Reference reference) {
        ObjectNode citation = citations.addObject();
        citation.put("@type", "CreativeWork");
        if (reference.doi() != null) {
            citation.put("@id", reference.doi().url());
        } else if (reference.url() != null) {
            citation.put("url", reference.url().value());
        }
        SchemaOrgMembers.put(citation, "name", reference.title());
        SchemaOrgMembers.put(citation, "text", reference.text());
    }

    private static void correction(ArrayNode corrections, RelatedWork work, PublishedRecord record) {
        ObjectNode comment = corrections.addObject();
        comment.put("@type", "CorrectionComment").put("url", work.address());
        if (work.type() != RelationType.HAS_CORRECTION && record.article().retraction() != null) {
            comment.put("text", record.article().retraction().reason());
        }
    }
}
