package org.offprint.platform.jobs;

import org.offprint.platform.people.Rights;

/**
 * Job that is locked until the transaction ends.
 *
 * @param rights current rights of the author, which may be fewer than when the job was submitted
 */
public record LockedJob(Job job, Rights rights) {}
