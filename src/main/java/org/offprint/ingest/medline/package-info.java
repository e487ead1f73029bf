/** Reads the MEDLINE format in which PubMed hands out citations. */
package org.offprint.ingest.medline;
