package org.offprint.web.harvest.oai.items;

import java.util.UUID;

/**
 * The scope of a request: all journals or one of them.
 *
 * @param baseUrl the address of the repository, as it was asked at
 * @param serviceUrl the address of this service, without a slash at its end
 * @param journal null for all
 */
public record OaiScope(String baseUrl, String serviceUrl, UUID journal) {}
