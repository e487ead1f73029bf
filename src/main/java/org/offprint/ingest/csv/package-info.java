/** Reads tables of affiliations. */
package org.offprint.ingest.csv;
