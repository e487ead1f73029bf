package org.offprint.web.harvest.oai.items;

import java.util.UUID;

/**
 * Scope of an OAI-PMH request: all journals or one journal.
 *
 * @param baseUrl base URL of the repository, as requested
 * @param serviceUrl URL of this service, without a trailing slash
 * @param journal id of the journal; null for all journals
 */
public record OaiScope(String baseUrl, String serviceUrl, UUID journal) {}
