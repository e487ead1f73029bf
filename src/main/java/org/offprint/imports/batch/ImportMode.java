package org.offprint.imports.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Way in which an import handles records that already exist. */
@Schema(
        description = "Handling of records that already exist. `create`: existing records are rejected."
                + " `upsert`: existing records are updated.")
public enum ImportMode {
    /** Existing records are rejected. */
    @JsonProperty("create")
    CREATE,
    /** Existing records are updated. */
    @JsonProperty("upsert")
    UPSERT
}
