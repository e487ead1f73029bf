/** Crossref deposit format: definition, requirements, and the reader and writer for one file. */
package org.offprint.formats.crossref;
