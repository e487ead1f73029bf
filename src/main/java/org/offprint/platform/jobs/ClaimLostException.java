package org.offprint.platform.jobs;

/** Thrown to stop a worker whose job was cancelled or was claimed by another worker. */
public final class ClaimLostException extends RuntimeException {

    ClaimLostException() {
        super("The job was cancelled, or another worker has claimed it.", null, false, false);
    }
}
