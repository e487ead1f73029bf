/** Reads CSL-JSON, the format of citation processors. */
package org.offprint.ingest.csl;
