package org.offprint.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a job stands. */
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

    /** Whether nothing more will be done. */
    public boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }
}
