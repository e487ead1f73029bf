/** Long-running background jobs, which are claimed in the database, processed in batches, resumable and cancellable. */
package org.offprint.platform.jobs;
