package org.offprint.platform.jobs;

/** Thrown to end work on a job that was cancelled, or that another worker has claimed. */
public final class ClaimLostException extends RuntimeException {

    ClaimLostException() {
        super("The job was cancelled, or another worker has claimed it.", null, false, false);
    }
}
