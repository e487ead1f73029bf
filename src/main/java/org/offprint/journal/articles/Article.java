package org.offprint.journal.articles;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.articles.notices.Withdrawal;
import org.offprint.journal.articles.notices.WithdrawalInput;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleBody;

/**
 * An article as its editors work on it: the working copy, its placement, and what readers have of it. Readers never
 * read this; they read what publishing typeset of it.
 */
@Entity
public class Article extends PanacheEntityBase {

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
    public ArticleBody body;

    /** The newest published version; 0 where there is none. */
    public int version;

    @Column(name = "has_unpublished_changes")
    public boolean hasUnpublishedChanges;

    @Column(name = "scheduled_at")
    public Instant scheduledAt;

    @JdbcTypeCode(SqlTypes.JSON)
    public ArticleSchedule schedule;

    @Column(name = "schedule_problem")
    @JdbcTypeCode(SqlTypes.JSON)
    public List<Finding> scheduleProblem;

    @JdbcTypeCode(SqlTypes.JSON)
    public Withdrawal withdrawal;

    @JdbcTypeCode(SqlTypes.JSON)
    public Retraction retraction;

    public int revision;

    /** Links to previews of this working copy that were signed for an earlier one are void. */
    @Column(name = "preview_epoch")
    public int previewEpoch;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The time of the first publication here; null before. */
    @Column(name = "published_at")
    public Instant publishedAt;

    @Transient
    private final Set<String> moved = new LinkedHashSet<>();

    /** A new draft of that journal; not stored yet. */
    public static Article create(UUID id, UUID journal, Instant now) {
        Article article = new Article();
        article.id = id;
        article.journal = journal;
        article.status = ArticleStatus.DRAFT;
        article.createdAt = now;
        return article;
    }

    /** Takes a working copy; readers see nothing of it until it is published. */
    public void edit(ArticleBody written, Instant now) {
        body = written;
        hasUnpublishedChanges = true;
        // What was wrong at its time may be right now: it is due again.
        scheduleProblem = null;
        changed(now);
    }

    /** Returns the members of the placement that changed since the last call, and forgets them. */
    Set<String> takeMoved() {
        Set<String> taken = Set.copyOf(moved);
        moved.clear();
        return taken;
    }

    private void note(String member, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            moved.add(member);
        }
    }

    /** Sets where it stands. */
    public void place(UUID inIssue, UUID inSection, Integer at) {
        note("issue", issue, inIssue);
        note("section", section, inSection);
        note("position", position, at);
        issue = inIssue;
        section = inSection;
        position = at;
    }

    /** Makes the working copy the next version. */
    public void publish(ArticleBody published, Instant now) {
        body = published;
        version++;
        hasUnpublishedChanges = false;
        status = ArticleStatus.PUBLISHED;
        publishedAt = publishedAt == null ? now : publishedAt;
        forgetSchedule();
        changed(now);
    }

    /** Restores the version number, the time and the marks of an article that was published elsewhere. */
    public void restoreHistory(int number, Instant since, Retraction marked, Withdrawal tombstone, Instant now) {
        version = number;
        publishedAt = since == null ? publishedAt : since;
        retraction = marked;
        withdrawal = tombstone;
        status = tombstone == null ? ArticleStatus.PUBLISHED : ArticleStatus.WITHDRAWN;
        changed(now);
    }

    /** Schedules the working copy for that time. */
    public void scheduleFor(Instant at, ArticleSchedule how, Instant now) {
        scheduledAt = at.truncatedTo(ChronoUnit.MILLIS);
        schedule = how;
        scheduleProblem = null;
        changed(now);
    }

    /** Leaves it scheduled with what kept it from appearing; not due again before it is saved or scheduled anew. */
    public void recordScheduleProblem(List<Finding> problem, Instant now) {
        scheduleProblem = problem;
        changed(now);
    }

    /** Takes its time away; 409 where it has none. */
    public void unschedule(Instant now) {
        if (scheduledAt == null) {
            String possible = "Only a schedule can be cancelled; a published article can be withdrawn.";
            throw Problems.conflict("The article is not scheduled", possible);
        }
        forgetSchedule();
        changed(now);
    }

    /** Takes it away from readers, and the time at which they would see more of it; 409 where they do not have it. */
    public void withdraw(WithdrawalInput input, Instant now) {
        status.requirePublished("withdrawn");
        status = ArticleStatus.WITHDRAWN;
        forgetSchedule();
        withdrawal = new Withdrawal(input.reason(), input.replacedBy(), now);
        changed(now);
    }

    /** Reinstates a withdrawn article; 409 where it is not withdrawn. */
    public void reinstate(Instant now) {
        if (status != ArticleStatus.WITHDRAWN) {
            throw Problems.conflict("The article is not withdrawn", "Only a withdrawn article can be reinstated.");
        }
        status = ArticleStatus.PUBLISHED;
        withdrawal = null;
        changed(now);
    }

    /** Marks it as retracted; 409 where readers do not have it. */
    public void retract(Retraction reason, Instant now) {
        status.requirePublished("retracted");
        retraction = reason;
        changed(now);
    }

    /** Lifts its retraction; 409 where it has none. */
    public void liftRetraction(Instant now) {
        if (retraction == null) {
            throw Problems.conflict("The article is not retracted", "Only a retraction can be lifted.");
        }
        retraction = null;
        changed(now);
    }

    /** Makes void the links to previews that there are; nothing of what editors read changes. */
    public void revokePreviews() {
        previewEpoch++;
    }

    /** Raises the revision: what an editor read is stale now. */
    public void changed(Instant now) {
        revision++;
        updatedAt = now;
        sortKey = ArticleOrder.ofWorkingCopy(body.dates(), publishedAt, updatedAt);
    }

    /** Returns the status that readers see; scheduled only if they never had a version. */
    public ArticleStatus publicState() {
        return status == ArticleStatus.DRAFT && scheduledAt != null ? ArticleStatus.SCHEDULED : status;
    }

    /** Reports whether readers have something of it, be it a tombstone. */
    public boolean isPublic() {
        return status != ArticleStatus.DRAFT;
    }

    /** The strong entity tag of what editors read: its revision. */
    public String etag() {
        return "\"r" + revision + "\"";
    }

    private void forgetSchedule() {
        scheduledAt = null;
        schedule = null;
        scheduleProblem = null;
    }
}
