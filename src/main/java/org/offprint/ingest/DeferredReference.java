package org.offprint.ingest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that a record names and that was not there.
 *
 * @param member of the record that names it, as the outcome has it
 * @param named how
 */
record DeferredReference(String member, JsonNode named) {}
