/** Our own JSON lines. */
package org.offprint.ingest.jsonlines;
