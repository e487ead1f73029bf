package org.offprint.platform.jobs;

import java.util.UUID;

/**
 * Implementation of one kind of job, which processes its batches. Features with long-running work implement this
 * interface.
 */
public interface JobWork {

    /** Returns the stored name of the kind. */
    String kind();

    /**
     * Runs the next batch. Must lock the job with {@link Jobs#lock}, which returns the progress, and call {@link
     * Jobs#advance} or {@link Jobs#end} in the transaction of the work.
     *
     * @return whether there may be more to do; false also if the job was cancelled or another worker has claimed it
     */
    boolean step(JobClaim claim);

    /**
     * Releases the resources that this process uses for a job it no longer runs. Also deletes files if the job has
     * ended.
     */
    void release(UUID job);
}
