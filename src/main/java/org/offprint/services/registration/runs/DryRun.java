package org.offprint.services.registration.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The depth of a run that sends nothing to the account that the records are registered with. */
@Schema(name = "RegistrationDryRun")
public enum DryRun {
    /** The files are made and checked, and nothing is called. */
    @JsonProperty("render")
    RENDER,
    /** The files are sent to the service's system for tests, by the account that the journal has there. */
    @JsonProperty("test")
    TEST,
    /** The records that the service shows in public are compared with what would be sent. */
    @JsonProperty("compare")
    COMPARE
}
