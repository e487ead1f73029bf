/** Resolver of the references between the records of a batch, with a fixed number of SQL statements. */
package org.offprint.imports.resolving;
