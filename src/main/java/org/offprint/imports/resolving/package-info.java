/** Resolves the references of all records in a batch, with a fixed number of SQL statements. */
package org.offprint.imports.resolving;
