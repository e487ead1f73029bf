/** Reads and writes JATS references. */
package org.offprint.formats.jats.references;
