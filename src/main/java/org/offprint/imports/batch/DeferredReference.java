package org.offprint.imports.batch;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reference of a record whose target was not found.
 *
 * @param member member of the record that contains the reference, as in the outcome
 * @param named the reference as given
 */
public record DeferredReference(String member, JsonNode named) {}
