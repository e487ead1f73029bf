package org.offprint.platform.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Outcome of a record that a job has processed. */
@Schema(description = "Outcome of one record of a job.")
public enum RecordOutcome {
    @JsonProperty("created")
    CREATED,
    @JsonProperty("updated")
    UPDATED,
    @JsonProperty("unchanged")
    UNCHANGED,
    @JsonProperty("failed")
    FAILED;

    /** Returns the name of the outcome for use in the database and in query parameters. */
    public String term() {
        return name().toLowerCase(Locale.ROOT);
    }
}
