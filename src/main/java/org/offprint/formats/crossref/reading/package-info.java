/** Reads deposits with Crossref, and the same records as Crossref returns them in XML. */
package org.offprint.formats.crossref.reading;
