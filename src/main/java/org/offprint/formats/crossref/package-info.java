/** Crossref's deposit schema: the format to read and the writer. */
package org.offprint.formats.crossref;
