package org.offprint.platform.jobs;

import java.util.UUID;

/**
 * Implementation of a job kind, which processes a job in batches. Features with long-running work implement this
 * interface.
 */
public interface JobWork {

    /** Returns the name of the job kind, as stored with each job. */
    String kind();

    /**
     * Runs the next batch of a job. The implementation must lock the job with {@link Jobs#lock}, which returns the
     * progress and checks the rights of the job's submitter. In the transaction of the batch, the implementation must
     * also call {@link Jobs#advance} or {@link Jobs#end}.
     *
     * @return whether more batches may follow; also false if the job was cancelled or another worker has claimed it
     */
    boolean step(JobClaim claim);

    /**
     * Releases the resources that this process uses for a job that it no longer runs. If the job has ended, also
     * deletes its files.
     */
    void release(UUID job);
}
