package org.offprint.services.registration.targets;

/**
 * Record of a service under an identifier, with the data required to adopt it.
 *
 * @param timestamp timestamp of the last deposit; null if there is none
 * @param remoteId the service's id; null if there is none
 * @param raw original answer
 */
public record RemoteRecord(Long timestamp, String remoteId, String raw) {}
