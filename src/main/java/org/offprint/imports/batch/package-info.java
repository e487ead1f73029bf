/** A batch of records of a file: what is read, what it resolves to, and the outcome of each. */
package org.offprint.imports.batch;
