package org.offprint.journal.issues;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.SortKey;
import org.offprint.kernel.record.IssueBody;

/** An issue of a journal. What editors write of it takes effect at once; readers see it from its publication on. */
@Entity
public class Issue extends PanacheEntityBase {

    /** Sorts before every day: what has no date yet comes first where the newest does. */
    private static final String UNDATED = "9999-99-99";

    @Id
    public UUID id;

    public UUID journal;

    @Convert(converter = IssueStatus.Column.class)
    public IssueStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    public IssueBody body;

    @Column(name = "published_at")
    public Instant publishedAt;

    @Column(name = "scheduled_at")
    public Instant scheduledAt;

    @JdbcTypeCode(SqlTypes.JSON)
    public IssueSchedule schedule;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "schedule_problem")
    public List<Finding> scheduleProblem;

    public int revision;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** A new draft; not stored yet. */
    static Issue create(IssueInput input, UUID id, Instant now) {
        Issue issue = new Issue();
        issue.id = id;
        issue.journal = input.journal();
        issue.status = IssueStatus.DRAFT;
        issue.createdAt = now;
        issue.edit(input.body(), now);
        return issue;
    }

    /** Takes what an editor wrote. */
    public void edit(IssueBody written, Instant now) {
        body = written;
        // What was wrong at its time may be right now: it is due again.
        scheduleProblem = null;
        changed(now);
    }

    /** Makes it visible to readers, on that printed date. */
    public void publish(PartialDate day, Instant now) {
        status = IssueStatus.PUBLISHED;
        body = body.publishedOn(day);
        publishedAt = publishedAt == null ? now : publishedAt;
        unschedule();
        changed(now);
    }

    /** Makes it a draft again. */
    public void unpublish(Instant now) {
        status = IssueStatus.DRAFT;
        unschedule();
        changed(now);
    }

    /** Schedules the issue for that time. */
    public void scheduleFor(Instant at, IssueSchedule how, Instant now) {
        scheduledAt = at.truncatedTo(ChronoUnit.MILLIS);
        schedule = how;
        scheduleProblem = null;
        changed(now);
    }

    /** Could not appear at its time: not due again until it is saved or scheduled anew. */
    public void recordScheduleProblem(List<Finding> problem, Instant now) {
        scheduleProblem = problem;
        changed(now);
    }

    /** Takes its time away. */
    public void unschedule(Instant now) {
        unschedule();
        changed(now);
    }

    /** Returns the status that editors see: a draft with a time is scheduled. */
    public IssueStatus state() {
        return status == IssueStatus.DRAFT && scheduledAt != null ? IssueStatus.SCHEDULED : status;
    }

    /** Reports whether readers see it. */
    public boolean isPublic() {
        return status == IssueStatus.PUBLISHED;
    }

    /** The strong entity tag of what editors read: its revision. */
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
