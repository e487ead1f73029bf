/** Publishes, schedules, withdraws and retracts articles, and propagates corrected records to published articles. */
package org.offprint.journal.publishing;
