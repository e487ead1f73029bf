package org.offprint.imports.batch;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Handling of records that already exist. */
public enum ImportMode {
    /** Existing records are rejected. */
    @JsonProperty("create")
    CREATE,
    /** Existing records are updated. */
    @JsonProperty("upsert")
    UPSERT
}
