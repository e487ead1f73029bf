package org.offprint.services.registration.targets;

/**
 * The record that a service has under an identifier, as it is needed to adopt it.
 *
 * @param timestamp of the last deposit; null where the service has none
 * @param remoteId the service's own id; null for none
 * @param raw as the service said it
 */
public record RemoteRecord(Long timestamp, String remoteId, String raw) {}
