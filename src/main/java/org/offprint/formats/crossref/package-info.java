/** Crossref deposit format, with its definition, its requirements, and the reader and writer for one file. */
package org.offprint.formats.crossref;
