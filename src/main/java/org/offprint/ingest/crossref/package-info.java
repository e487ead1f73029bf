/** Reads deposits with Crossref, and the same records as Crossref gives them back in XML. */
package org.offprint.ingest.crossref;
