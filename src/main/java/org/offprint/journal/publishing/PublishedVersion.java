package org.offprint.journal.publishing;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.journal.articles.PublicationKind;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.platform.security.Editor;

/**
 * Published version of an article, which never changes. The entity does not contain the typeset document, which {@link
 * Versions} reads and writes as bytes with SQL.
 */
@Entity
@Table(name = "article_version")
@IdClass(PublishedVersion.Key.class)
class PublishedVersion extends PanacheEntityBase {

    @Id
    UUID article;

    @Id
    int number;

    String kind;

    String note;

    @Column(name = "published_at")
    Instant publishedAt;

    @Column(name = "published_by")
    String publishedBy;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    ArticleBody body;

    /** Primary key of an article version. */
    record Key(UUID article, int number) {}

    /** Creates the newest version of an article that was just published, without storing it. */
    static PublishedVersion newest(Article article, ArticleSchedule how, Editor editor) {
        PublishedVersion version = new PublishedVersion();
        version.article = article.id;
        version.number = article.version;
        version.kind = Vocabulary.termOf(kind(article, how.kind()));
        version.note = how.note();
        version.publishedAt = article.updatedAt;
        version.publishedBy = editor.name();
        version.body = article.body;
        return version;
    }

    /**
     * Returns the kind of the newest version of an article: the given kind, or else the default kind for the version
     * number.
     */
    static PublicationKind kind(Article article, PublicationKind given) {
        if (given != null) {
            return given;
        }
        return article.version == 1 ? PublicationKind.ORIGINAL : PublicationKind.UPDATE;
    }

    /** Returns a version of an article, or empty if the version does not exist. */
    static Optional<PublishedVersion> find(UUID article, int number) {
        return findByIdOptional(new Key(article, number));
    }
}
