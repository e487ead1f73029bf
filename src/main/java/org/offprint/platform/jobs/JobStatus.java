package org.offprint.platform.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The status of a job. */
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

    /** Reports whether nothing more will be done. */
    public boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }
}
