package org.offprint.services.registration.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Outcome of comparing the registered content of a record with its published content. */
@Schema(
        name = "RegistrationComparison",
        description = "Outcome of comparing the registered with the published content of a record.")
public enum Comparison {
    /** The registered content was compared with the published content. */
    @JsonProperty("compared")
    COMPARED,
    /** The registration service has no content from this service. */
    @JsonProperty("nothing-registered")
    NOTHING_REGISTERED,
    /** The last accepted file was deleted after the retention period. */
    @JsonProperty("file-forgotten")
    FILE_FORGOTTEN,
    /**
     * The record cannot be sent: required data is missing, the identifier has changed, or the record is not published.
     */
    @JsonProperty("nothing-to-send")
    NOTHING_TO_SEND
}
