/** Batch of imported records, with the input, the resolved references and the outcome of each record. */
package org.offprint.imports.batch;
