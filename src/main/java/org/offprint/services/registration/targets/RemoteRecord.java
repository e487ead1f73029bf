package org.offprint.services.registration.targets;

/**
 * Record that a registration service has under an identifier, with the data required to adopt the record.
 *
 * @param timestamp timestamp of the last deposit; null if unknown
 * @param remoteId the service's id of the record; null if the service assigned no id
 * @param raw original response
 */
public record RemoteRecord(Long timestamp, String remoteId, String raw) {}
