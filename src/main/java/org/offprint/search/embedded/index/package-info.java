/** Lucene index on disk, with its directory, checkpoints, merges and open snapshots. */
package org.offprint.search.embedded.index;
