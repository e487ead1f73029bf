/** Reads Crossref deposits and the UNIXREF records that Crossref returns. */
package org.offprint.formats.crossref.reading;
