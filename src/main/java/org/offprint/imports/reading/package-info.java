/** Reader that forms batches of imported records, starting at the saved position of the job. */
package org.offprint.imports.reading;
