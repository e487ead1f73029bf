/** Crossref deposit format: the format definition, the required fields, and the reader and writer of deposit files. */
package org.offprint.formats.crossref;
