package org.offprint.imports.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Determines how an import handles records that already exist. */
@Schema(
        description = "Handling of records that already exist. `create`: existing records are rejected."
                + " `upsert`: existing records are updated.")
public enum ImportMode {
    /** Imported records that already exist are rejected. */
    @JsonProperty("create")
    CREATE,
    /** Imported records that already exist are updated. */
    @JsonProperty("upsert")
    UPSERT
}
