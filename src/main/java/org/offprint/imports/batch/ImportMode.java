package org.offprint.imports.batch;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of records that are here already. */
public enum ImportMode {
    /** They are refused. */
    @JsonProperty("create")
    CREATE,
    /** They are changed. */
    @JsonProperty("upsert")
    UPSERT
}
