package org.offprint.platform.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Status of a background job. */
@Schema(
        description = "Status of a background job. `queued`: the job has not started. `running`: the job is in"
                + " progress. `done`: the job ended, possibly with failed records. `failed`: the job ended"
                + " because of an error. `cancelled`: the job ended on request.")
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

    /** Returns whether the status of the job is final. */
    public boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }
}
