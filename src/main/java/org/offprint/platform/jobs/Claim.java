package org.offprint.platform.jobs;

import java.util.UUID;

/**
 * A job that a worker does, and nobody else meanwhile.
 *
 * @param kind of the job
 */
public record Claim(UUID job, String kind, UUID worker) {}
