/** Reads records into batches, starting at the saved position of the job. */
package org.offprint.imports.reading;
