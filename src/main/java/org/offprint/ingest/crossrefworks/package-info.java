/** Reads works as the REST API of Crossref answers them. */
package org.offprint.ingest.crossrefworks;
