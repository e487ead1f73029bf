package org.offprint.imports.batch;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The treatment of records that are here already. */
public enum ImportMode {
    /** Records that are here are refused. */
    @JsonProperty("create")
    CREATE,
    /** Records that are here are changed. */
    @JsonProperty("upsert")
    UPSERT
}
