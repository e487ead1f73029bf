/** Reads XML element by element without a network and without a DTD, and writes XML. */
package org.offprint.formats.xml;
