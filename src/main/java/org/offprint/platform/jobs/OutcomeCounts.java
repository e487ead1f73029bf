package org.offprint.platform.jobs;

/** Number of processed records per outcome. */
public record OutcomeCounts(long created, long updated, long unchanged, long failed) {

    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0);

    /** Returns the total number of processed records. */
    public long processed() {
        return created + updated + unchanged + failed;
    }

    /** Returns a copy in which the count of {@code outcome} is increased by one. */
    public OutcomeCounts and(RecordOutcome outcome) {
        return switch (outcome) {
            case CREATED -> new OutcomeCounts(created + 1, updated, unchanged, failed);
            case UPDATED -> new OutcomeCounts(created, updated + 1, unchanged, failed);
            case UNCHANGED -> new OutcomeCounts(created, updated, unchanged + 1, failed);
            case FAILED -> new OutcomeCounts(created, updated, unchanged, failed + 1);
        };
    }

    /** Returns the number of records with the given outcome. */
    public long of(RecordOutcome outcome) {
        return switch (outcome) {
            case CREATED -> created;
            case UPDATED -> updated;
            case UNCHANGED -> unchanged;
            case FAILED -> failed;
        };
    }
}
