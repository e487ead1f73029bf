package org.offprint.formats.writing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.Relation;
import org.offprint.kernel.record.RelationType;

/**
 * Work to which an article is related, identified by its DOI or by a URL in Offprint.
 *
 * @param doi DOI; null if unknown
 * @param address absolute URL; the URL of the DOI if there is one
 * @param label display name; null if the article contains none
 */
public record RelatedWork(RelationType type, Doi doi, String address, String label) {

    /** Returns the distinct related works of an article in record order, including the retraction notice. */
    public static List<RelatedWork> of(PublishedRecord record) {
        List<RelatedWork> works = new ArrayList<>();
        Stream.concat(
                        record.body().relations().stream().map(relation -> of(record, relation)),
                        Stream.ofNullable(notice(record)))
                .filter(work -> work.address() != null)
                .filter(work -> works.stream().noneMatch(work::isSameAs))
                .forEach(works::add);
        return works;
    }

    /**
     * Returns the retraction notice of an article. Returns null if the article is not retracted or its notice is
     * unknown.
     */
    public static RelatedWork notice(PublishedRecord record) {
        Retraction retraction = record.article().retraction();
        if (retraction == null || retraction.notice() == null) {
            return null;
        }
        RelationType type = retraction.kind() == Retraction.Kind.EXPRESSION_OF_CONCERN
                ? RelationType.HAS_EXPRESSION_OF_CONCERN
                : RelationType.HAS_RETRACTION;
        Retraction.Notice notice = retraction.notice();
        return new RelatedWork(type, notice.doi(), address(record, notice.doi(), notice.article()), null);
    }

    /**
     * Returns whether an article is a notice about this related work, according to the article type and the relation
     * type.
     */
    public boolean isSubjectOf(PublishedRecord notice) {
        return type == RelationType.IS_CORRECTION_OF
                || type == RelationType.IS_RETRACTION_OF
                || type == RelationType.IS_EXPRESSION_OF_CONCERN_OF
                || (notice.body().type() == ArticleType.ADDENDUM && type == RelationType.IS_SUPPLEMENT_TO);
    }

    private static RelatedWork of(PublishedRecord record, Relation relation) {
        return new RelatedWork(
                relation.type(), relation.doi(), address(record, relation.doi(), relation.article()), relation.label());
    }

    private static String address(PublishedRecord record, Doi doi, Object article) {
        if (doi != null) {
            return doi.url();
        }
        return article == null ? null : record.url("/v1/articles/" + article);
    }

    private boolean isSameAs(RelatedWork other) {
        return type == other.type && address.equalsIgnoreCase(other.address);
    }
}
