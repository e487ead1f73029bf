package org.offprint.platform.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Status of a job. */
@Schema(
        description = "Status of a background job. `queued`: not started. `running`: in progress. `done`:"
                + " ended, possibly with failed records. `failed`: ended because of an error. `cancelled`:"
                + " ended on request.")
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
