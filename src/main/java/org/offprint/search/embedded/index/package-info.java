/** Lucene index on disk, with the index directory, checkpoints, merges and open snapshots. */
package org.offprint.search.embedded.index;
