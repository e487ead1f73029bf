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
 * Another work that a record is related to, named by its DOI or by an address of this service.
 *
 * @param doi null where it has none that is known
 * @param address a whole URL; the DOI's where there is one
 * @param label what to call it; null where nobody said
 */
public record RelatedWork(RelationType type, Doi doi, String address, String label) {

    /** The relations of a record, the notice of its retraction among them, each once, in their order. */
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

    /** The notice that says that a record is retracted; null where there is none or nobody said which. */
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

    /** Reports whether a record is itself a notice about the work: its type says so, and so does the relation. */
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
