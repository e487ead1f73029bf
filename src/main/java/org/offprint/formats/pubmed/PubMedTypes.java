package org.offprint.formats.pubmed;

import java.util.List;
import java.util.Map;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RelatedWork;
import org.offprint.formats.writing.SingleLine;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.RelationType;
import org.offprint.kernel.text.Table;

/** Writes publication types and PubMed objects: keywords, grants, and the article that a notice is about. */
final class PubMedTypes {

    /** PubMed publication types, by article types that are more specific than an article. */
    private static final Map<ArticleType, String> TYPES =
            Vocabulary.keyed(ArticleType.class, Table.map("article-types-written.tsv", "pubmed"));

    /** PubMed object types of notices, by relation. */
    private static final Map<RelationType, String> NOTICES =
            Vocabulary.keyed(RelationType.class, Table.map("relations-written.tsv", "pubmed"));

    private PubMedTypes() {}

    static void types(XmlWriter xml, PublishedRecord record) {
        xml.element("PublicationType", TYPES.getOrDefault(record.body().type(), "Journal Article"));
        Retraction retraction = record.article().retraction();
        if (retraction != null && retraction.kind() != Retraction.Kind.EXPRESSION_OF_CONCERN) {
            xml.element("PublicationType", "Retracted Publication");
        }
    }

    /**
     * Writes keywords, funding and, for a notice, the article that it is about. PubMed generates the list of comments
     * and corrections from the objects of a notice.
     */
    static void objects(XmlWriter xml, PublishedRecord record) {
        List<RelatedWork> notices = RelatedWork.of(record).stream()
                .filter(work -> work.doi() != null && NOTICES.containsKey(work.type()))
                .toList();
        boolean none = notices.isEmpty()
                && record.body().keywords().isEmpty()
                && record.body().funding().stream()
                        .allMatch(funding -> funding.awards().isEmpty());
        if (none) {
            return;
        }
        xml.open("ObjectList");
        record.body().keywords().forEach(keyword -> object(xml, "keyword", "value", keyword));
        record.body().funding().forEach(funding -> funding.awards()
                .forEach(award -> object(xml, "grant", "id", award, "grantor", funding.funder())));
        notices.forEach(work -> object(
                xml, NOTICES.get(work.type()), "type", "doi", "id", work.doi().value()));
        xml.close();
    }

    private static void object(XmlWriter xml, String type, String... parameters) {
        xml.open("Object", "Type", type);
        for (int i = 0; i < parameters.length; i += 2) {
            xml.element("Param", SingleLine.of(parameters[i + 1]), "Name", parameters[i]);
        }
        xml.close();
    }
}
