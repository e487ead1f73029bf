package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Kind of an article version, such as a correction of the previous version. */
@Schema(
        description = "Kind of a version compared with the previous version. `original`: first version."
                + " `correction`: corrects errors. `update`: other changes. `metadata`: changes of the"
                + " metadata only.")
public enum PublicationKind {
    @JsonProperty("original")
    ORIGINAL,
    @JsonProperty("correction")
    CORRECTION,
    @JsonProperty("update")
    UPDATE,
    @JsonProperty("metadata")
    METADATA
}
