package org.offprint.app.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;

/**
 * Step in the creation of the sample journal. A step corresponds to an API operation that an editor could perform.
 *
 * @param operation name of the API operation
 * @param id id of the record to create or change
 * @param sections ids of the sections of a new journal, in order; null for other operations
 * @param body request body that a client would send
 */
record SampleStep(String operation, UUID id, List<UUID> sections, JsonNode body) {}
