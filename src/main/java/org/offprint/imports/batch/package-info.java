/** A batch of imported records: input, resolved references and the outcome of each record. */
package org.offprint.imports.batch;
