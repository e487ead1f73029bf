/** Reads XML element by element without network access or DTDs, and writes XML. */
package org.offprint.formats.xml;
