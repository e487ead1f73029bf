package org.offprint.imports.batch;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reference of an imported record to a record that was not found.
 *
 * @param member member of the record that contains the reference, as in the outcome
 * @param named reference as written in the record
 */
public record DeferredReference(String member, JsonNode named) {}
