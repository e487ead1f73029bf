/** Long work: claimed in the database, done in small batches, with progress, cancelled and resumed. */
package org.offprint.jobs;
