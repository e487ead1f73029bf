/** Reads the data of ROR, the Research Organization Registry. */
package org.offprint.ingest.ror;
