package org.offprint.search.matching;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Organization to which a printed affiliation may refer.
 *
 * @param affiliation the organization as returned to readers
 * @param score likelihood of the match, from 0 to 1
 * @param name name of the organization that matches the affiliation
 * @param sure whether the organization can be linked without review; true for at most one candidate
 */
public record MatchCandidate(JsonNode affiliation, double score, String name, boolean sure) {}
