package org.offprint.platform.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Status of a job. */
public enum JobStatus {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("done")
    DONE,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    /** Returns whether the status is final. */
    public boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }
}
