package org.offprint.app.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;

/**
 * An operation of the sample that an editor could have made, by the name it has in the contract.
 *
 * @param operation the operation's name
 * @param id of the record that is made or changed
 * @param sections the ids of a new journal's sections in their order; null elsewhere
 * @param body what a client would send
 */
record SampleStep(String operation, UUID id, List<UUID> sections, JsonNode body) {}
