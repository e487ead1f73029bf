package org.offprint.search.matching;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An organization that may be meant by an affiliation as printed.
 *
 * @param affiliation as readers get it
 * @param score from 0 to 1
 * @param name what it is called in the text
 * @param sure whether a link can be made without a look; of one candidate at most
 */
public record MatchCandidate(JsonNode affiliation, double score, String name, boolean sure) {}
