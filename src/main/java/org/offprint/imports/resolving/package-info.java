/** Resolves what the records of a batch refer to, in a few statements for all of them. */
package org.offprint.imports.resolving;
