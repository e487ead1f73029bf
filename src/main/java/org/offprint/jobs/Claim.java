package org.offprint.jobs;

import java.util.UUID;

/** A job that a worker does, and nobody else meanwhile. */
public record Claim(UUID job, UUID worker) {}
