/** Reads articles as the Directory of Open Access Journals takes and gives them. */
package org.offprint.ingest.doaj;
