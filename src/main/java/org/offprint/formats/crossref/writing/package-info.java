/** Writes the parts of a deposit with Crossref. */
package org.offprint.formats.crossref.writing;
