package org.offprint.journal.issues;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.SortKey;
import org.offprint.kernel.record.IssueBody;

/** Issue of a journal. Edits take effect immediately. Readers see the issue only after its publication. */
@Entity
public class Issue extends PanacheEntityBase {

    /**
     * Placeholder date for sorting undated records. Every real date is earlier, so undated records are listed first.
     */
    private static final String UNDATED = "9999-99-99";

    @Id
    public UUID id;

    public UUID journal;

    @Convert(converter = IssueStatus.Column.class)
    public IssueStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public IssueBody body;

    @Column(name = "published_at")
    public Instant publishedAt;

    @Column(name = "scheduled_at")
    public Instant scheduledAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public IssueSchedule schedule;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    @Column(name = "schedule_problem")
    public List<Finding> scheduleProblem;

    public int revision;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** Returns the issue with the given id, locked for update. Throws a 404 problem if the issue does not exist. */
    public static Issue lock(String id) {
        return Ids.parsed(id)
                .flatMap(known -> Issue.<Issue>findByIdOptional(known, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> Problems.notFound("issue", id));
    }

    /**
     * Returns the journal id of the issue with the given id. Throws a 404 problem if the issue does not exist. The
     * entity is not loaded, so that a later lock reads its current state.
     */
    public static UUID journalOf(String id) {
        return Ids.parsed(id)
                .flatMap(known -> find("select journal from Issue where id = ?1", known)
                        .project(UUID.class)
                        .<UUID>firstResultOptional())
                .orElseThrow(() -> Problems.notFound("issue", id));
    }

    /** Returns whether the issue with the given id is published, without loading it. */
    public static boolean isPublished(String id) {
        return Ids.parsed(id)
                .map(known -> count("id = ?1 and status = ?2", known, IssueStatus.PUBLISHED) > 0)
                .orElse(false);
    }

    /** Creates a draft issue without storing it. */
    static Issue create(IssueInput input, UUID id, Instant now) {
        Issue issue = new Issue();
        issue.id = id;
        issue.journal = input.journal();
        issue.status = IssueStatus.DRAFT;
        issue.createdAt = now;
        issue.edit(input.body(), now);
        return issue;
    }

    /** Replaces the issue metadata with the version written by an editor. */
    public void edit(IssueBody written, Instant now) {
        body = written;
        // The change may fix the problem that prevented the scheduled publication, so the publication is attempted
        // again.
        scheduleProblem = null;
        changed(now);
    }

    /** Publishes the issue with the given printed date. */
    public void publish(PartialDate day, Instant now) {
        status = IssueStatus.PUBLISHED;
        body = body.publishedOn(day);
        publishedAt = publishedAt == null ? now : publishedAt;
        unschedule();
        changed(now);
    }

    /** Reverts the issue to a draft. */
    public void unpublish(Instant now) {
        status = IssueStatus.DRAFT;
        unschedule();
        changed(now);
    }

    /** Schedules the issue for publication at the given time. */
    public void scheduleFor(Instant at, IssueSchedule how, Instant now) {
        scheduledAt = at.truncatedTo(ChronoUnit.MILLIS);
        schedule = how;
        scheduleProblem = null;
        changed(now);
    }

    /**
     * Records why the scheduled publication failed. Publication is attempted again only after the issue is saved or
     * rescheduled.
     */
    public void recordScheduleProblem(List<Finding> problem, Instant now) {
        scheduleProblem = problem;
        changed(now);
    }

    /** Cancels the scheduled publication of the issue. */
    public void unschedule(Instant now) {
        unschedule();
        changed(now);
    }

    /**
     * Returns the status of the issue in the editors' view. A draft with a scheduled publication has the status {@code
     * SCHEDULED}.
     */
    public IssueStatus state() {
        return status == IssueStatus.DRAFT && scheduledAt != null ? IssueStatus.SCHEDULED : status;
    }

    /** Returns whether the issue is visible to readers. */
    public boolean isPublic() {
        return status == IssueStatus.PUBLISHED;
    }

    /** Returns the strong entity tag of the issue in the editors' view, derived from the revision. */
    public String etag() {
        return "\"r" + revision + "\"";
    }

    private void unschedule() {
        scheduledAt = null;
        schedule = null;
        scheduleProblem = null;
    }

    private void changed(Instant now) {
        revision++;
        updatedAt = now;
        String day = body.publishedOn() == null
                ? UNDATED
                : body.publishedOn().firstDay().toString();
        String year = body.year() == null ? "" : body.year().toString();
        sortKey = String.join(
                "|", day, SortKey.numbers(year), SortKey.numbers(body.volume()), SortKey.numbers(body.number()));
    }
}
