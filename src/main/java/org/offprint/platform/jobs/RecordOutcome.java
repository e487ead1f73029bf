package org.offprint.platform.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Outcome of one record of a job. */
public enum RecordOutcome {
    @JsonProperty("created")
    CREATED,
    @JsonProperty("updated")
    UPDATED,
    @JsonProperty("unchanged")
    UNCHANGED,
    @JsonProperty("failed")
    FAILED;

    /** Returns the name used in storage and parameters. */
    public String term() {
        return name().toLowerCase(Locale.ROOT);
    }
}
