package org.offprint.services.registration.targets;

/**
 * Record at a registration service, with the data required to adopt it into this service.
 *
 * @param timestamp timestamp of the last deposit; null if unknown
 * @param remoteId id that the registration service assigned to the record; null if there is none
 * @param raw original response
 */
public record RemoteRecord(Long timestamp, String remoteId, String raw) {}
