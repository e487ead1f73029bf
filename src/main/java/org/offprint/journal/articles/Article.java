package org.offprint.journal.articles;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.articles.notices.Withdrawal;
import org.offprint.journal.articles.notices.WithdrawalInput;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.record.ArticleBody;

/**
 * Article in the editors' view: working copy, placement and publication status. Readers see only the documents that
 * were typeset from the working copy at publication.
 */
@Entity
public class Article extends PanacheEntityBase {

    /**
     * Compressed size in bytes below which a document cannot be huge, because PostgreSQL compresses a document by less
     * than a factor of 100.
     */
    private static final int MAX_SMALL_STORED_BYTES = DocumentMemoryLimit.HUGE_BYTES / 100;

    @Id
    public UUID id;

    public UUID journal;

    public UUID issue;

    public UUID section;

    public Integer position;

    public String slug;

    @Convert(converter = ArticleStatus.Column.class)
    public ArticleStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public ArticleBody body;

    /** Number of the newest published version, or 0 if the article was never published. */
    public int version;

    @Column(name = "has_unpublished_changes")
    public boolean hasUnpublishedChanges;

    @Column(name = "scheduled_at")
    public Instant scheduledAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public ArticleSchedule schedule;

    @Column(name = "schedule_problem")
    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public List<Finding> scheduleProblem;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public Withdrawal withdrawal;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public Retraction retraction;

    public int revision;

    /**
     * Epoch of the article's preview links, incremented when all links are revoked. Preview links signed for an earlier
     * epoch are invalid.
     */
    @Column(name = "preview_epoch")
    public int previewEpoch;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** Time of the first publication in this service; null if the article was never published. */
    @Column(name = "published_at")
    public Instant publishedAt;

    @Transient
    private final Set<String> moved = new LinkedHashSet<>();

    /** Returns the article with the given id or slug. */
    public static Optional<Article> findBySlug(String idOrSlug) {
        return idWithPermit(idOrSlug).flatMap(known -> Article.<Article>findByIdOptional(known));
    }

    /**
     * Returns the article with the given id or slug, locked for update. Throws a 404 problem if the article does not
     * exist.
     */
    public static Article lock(String idOrSlug) {
        return idWithPermit(idOrSlug)
                .flatMap(id -> Article.<Article>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> Problems.notFound("article", idOrSlug));
    }

    /** Locks articles for update in id order. Unknown article ids are omitted. */
    public static List<Article> lockAll(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : Article.<Article>find("id in ?1 order by id", ids)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list();
    }

    /**
     * Acquires a memory permit for an article and returns its id. The database driver loads a document before its size
     * can be checked. Without permits, concurrent requests for very large documents could exhaust the heap.
     */
    private static Optional<UUID> idWithPermit(String idOrSlug) {
        boolean isId = Ids.isUuidShaped(idOrSlug);
        Optional<Object[]> found = getSession()
                // Measuring a document requires reading it, so only documents above a minimum stored size are measured.
                .createNativeQuery(
                        "select id, case when pg_column_size(body) < " + MAX_SMALL_STORED_BYTES
                                + " then 0 else octet_length(body::text) end bytes from article where "
                                + (isId ? "id = ?1" : "slug = ?1"),
                        Object[].class)
                .addScalar("id", UUID.class)
                .addScalar("bytes", Long.class)
                .setParameter(1, isId ? Ids.parse(idOrSlug) : idOrSlug)
                // The size query does not depend on unflushed changes.
                .setFlushMode(FlushModeType.COMMIT)
                .uniqueResultOptional();
        found.ifPresent(article -> DocumentMemoryLimit.acquire((Long) article[1]));
        return found.map(article -> (UUID) article[0]);
    }

    /** Creates a draft article in a journal without storing it. */
    public static Article create(UUID id, UUID journal, Instant now) {
        Article article = new Article();
        article.id = id;
        article.journal = journal;
        article.status = ArticleStatus.DRAFT;
        article.createdAt = now;
        return article;
    }

    /** Replaces the working copy of the article. Readers see the change only after publication. */
    public void edit(ArticleBody written, Instant now) {
        body = written;
        hasUnpublishedChanges = true;
        // The change may fix the problem that prevented the scheduled publication, so the publication is attempted
        // again.
        scheduleProblem = null;
        changed(now);
    }

    /**
     * Returns the placement members, such as issue or position, that have changed since the last call. Resets the
     * recorded changes.
     */
    Set<String> takeChangedPlacement() {
        Set<String> taken = Set.copyOf(moved);
        moved.clear();
        return taken;
    }

    private void note(String member, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            moved.add(member);
        }
    }

    /** Sets the issue, section and position of the article. */
    public void place(UUID inIssue, UUID inSection, Integer at) {
        note("issue", issue, inIssue);
        note("section", section, inSection);
        note("position", position, at);
        issue = inIssue;
        section = inSection;
        position = at;
    }

    /** Publishes the working copy as the next version. */
    public void publish(ArticleBody published, Instant now) {
        body = published;
        version++;
        hasUnpublishedChanges = false;
        status = ArticleStatus.PUBLISHED;
        publishedAt = publishedAt == null ? now : publishedAt;
        clearSchedule();
        changed(now);
    }

    /** Restores the version number, publication time and notices of an article that was published in another system. */
    public void restoreHistory(int number, Instant since, Retraction marked, Withdrawal tombstone, Instant now) {
        version = number;
        publishedAt = since == null ? publishedAt : since;
        retraction = marked;
        withdrawal = tombstone;
        status = tombstone == null ? ArticleStatus.PUBLISHED : ArticleStatus.WITHDRAWN;
        changed(now);
    }

    /** Schedules the working copy for publication at the given time. */
    public void scheduleFor(Instant at, ArticleSchedule how, Instant now) {
        scheduledAt = at.truncatedTo(ChronoUnit.MILLIS);
        schedule = how;
        scheduleProblem = null;
        changed(now);
    }

    /**
     * Records why the scheduled publication failed. The article remains scheduled, but publication is attempted again
     * only after the article is saved or rescheduled.
     */
    public void recordScheduleProblem(List<Finding> problem, Instant now) {
        scheduleProblem = problem;
        changed(now);
    }

    /** Cancels the scheduled publication. Throws a 409 problem if the article is not scheduled. */
    public void unschedule(Instant now) {
        if (scheduledAt == null) {
            String possible =
                    "Only a scheduled publication can be cancelled. To remove a published article, withdraw it.";
            throw Problems.conflict("The article is not scheduled", possible);
        }
        clearSchedule();
        changed(now);
    }

    /**
     * Withdraws the article from readers, and cancels any scheduled publication. Throws a 409 problem if the article is
     * not published.
     */
    public void withdraw(WithdrawalInput input, Instant now) {
        status.requirePublished("withdrawn");
        status = ArticleStatus.WITHDRAWN;
        clearSchedule();
        withdrawal = new Withdrawal(input.reason(), input.replacedBy(), now);
        changed(now);
    }

    /** Reinstates a withdrawn article. Throws a 409 problem if the article is not withdrawn. */
    public void reinstate(Instant now) {
        if (status != ArticleStatus.WITHDRAWN) {
            throw Problems.conflict("The article is not withdrawn", "Only a withdrawn article can be reinstated.");
        }
        status = ArticleStatus.PUBLISHED;
        withdrawal = null;
        changed(now);
    }

    /** Marks the article as retracted. Throws a 409 problem if the article is not published. */
    public void retract(Retraction reason, Instant now) {
        status.requirePublished("retracted");
        retraction = reason;
        changed(now);
    }

    /** Lifts the retraction of the article. Throws a 409 problem if the article is not retracted. */
    public void liftRetraction(Instant now) {
        if (retraction == null) {
            throw Problems.conflict("The article is not retracted", "There is no retraction to lift.");
        }
        retraction = null;
        changed(now);
    }

    /** Invalidates all existing preview links of the article. The revision of the article does not change. */
    public void revokePreviews() {
        previewEpoch++;
    }

    /** Increments the revision of the article, which makes the entity tags of earlier responses stale. */
    public void changed(Instant now) {
        revision++;
        updatedAt = now;
        sortKey = ArticleOrder.ofWorkingCopy(body.dates(), publishedAt, updatedAt);
    }

    /**
     * Returns the publication status of the article. A draft with a scheduled publication has the status {@code
     * SCHEDULED}.
     */
    public ArticleStatus publicState() {
        return status == ArticleStatus.DRAFT && scheduledAt != null ? ArticleStatus.SCHEDULED : status;
    }

    /** Returns whether the article or its tombstone is visible to readers. */
    public boolean isPublic() {
        return status != ArticleStatus.DRAFT;
    }

    /** Returns the strong entity tag of the article in the editors' view, derived from the revision. */
    public String etag() {
        return "\"r" + revision + "\"";
    }

    private void clearSchedule() {
        scheduledAt = null;
        schedule = null;
        scheduleProblem = null;
    }
}
