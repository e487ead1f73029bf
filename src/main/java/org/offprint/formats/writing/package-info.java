/** The types that a writer implements and gets: the published record, its requirements, a rendering. */
package org.offprint.formats.writing;
