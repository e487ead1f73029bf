package org.offprint.platform.jobs;

import java.util.UUID;

/**
 * Exclusive claim of a worker on a job.
 *
 * @param kind kind of the job
 */
public record JobClaim(UUID job, String kind, UUID worker) {}
