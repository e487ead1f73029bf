/** Reads RIS, the tagged lines of reference managers. */
package org.offprint.ingest.ris;
