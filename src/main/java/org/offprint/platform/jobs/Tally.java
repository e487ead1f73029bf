package org.offprint.platform.jobs;

/** Counts of records by outcome. */
public record Tally(long created, long updated, long unchanged, long failed) {

    public static final Tally NONE = new Tally(0, 0, 0, 0);

    /** Returns the number of all processed records. */
    public long processed() {
        return created + updated + unchanged + failed;
    }

    /** Returns a copy with one more of this outcome. */
    public Tally and(RecordOutcome outcome) {
        return switch (outcome) {
            case CREATED -> new Tally(created + 1, updated, unchanged, failed);
            case UPDATED -> new Tally(created, updated + 1, unchanged, failed);
            case UNCHANGED -> new Tally(created, updated, unchanged + 1, failed);
            case FAILED -> new Tally(created, updated, unchanged, failed + 1);
        };
    }

    /** Returns the count of this outcome. */
    public long of(RecordOutcome outcome) {
        return switch (outcome) {
            case CREATED -> created;
            case UPDATED -> updated;
            case UNCHANGED -> unchanged;
            case FAILED -> failed;
        };
    }
}
