/** Reads the records of an upload into batches, from the position that a job has reached. */
package org.offprint.imports.reading;
