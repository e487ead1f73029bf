package org.offprint.imports.batch;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that a record names and that was not there.
 *
 * @param member of the record that names it, as the outcome has it
 * @param named how
 */
public record DeferredReference(String member, JsonNode named) {}
