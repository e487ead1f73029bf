/** Writes the meta elements of pages that Google Scholar reads. */
package org.offprint.formats.highwire;
