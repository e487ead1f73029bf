/** Reader that forms batches of records, starting at the saved position of the job. */
package org.offprint.imports.reading;
