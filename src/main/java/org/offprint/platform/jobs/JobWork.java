package org.offprint.platform.jobs;

import java.util.UUID;

/** A kind of job: how its batches are done. The seam between this package and the features that have long work. */
public interface JobWork {

    /** The name of the kind, as it is stored. */
    String kind();

    /**
     * Runs the next batch. It ends by {@link Jobs#advance} or {@link Jobs#end} in the transaction of what it did, after
     * {@link Jobs#hold} has given it the place to go on from.
     *
     * @return whether there may be more to do; false also where the job was cancelled or another worker has it
     */
    boolean step(Claim claim);

    /** Releases what this process holds for a job that it does no more, files among it where the job has ended. */
    void release(UUID job);
}
