package org.offprint.platform.jobs;

import java.util.UUID;

/**
 * A worker's exclusive claim of a job.
 *
 * @param kind kind of the job
 */
public record JobClaim(UUID job, String kind, UUID worker) {}
