package org.offprint.services.registration.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The end of a comparison of what a service has with what is published. */
@Schema(name = "RegistrationComparison")
public enum Comparison {
    /** Both contents are known. */
    @JsonProperty("compared")
    COMPARED,
    /** The service has nothing that was sent from here. */
    @JsonProperty("nothing-registered")
    NOTHING_REGISTERED,
    /** The file that the service has was sent long ago, and is not kept any more. */
    @JsonProperty("file-forgotten")
    FILE_FORGOTTEN,
    /** The record cannot be sent as it is: it lacks something, has another identifier, or readers have no such record. */
    @JsonProperty("nothing-to-send")
    NOTHING_TO_SEND
}
