/** Lucene index on disk, with its directories, checkpoints, merges and open snapshots. */
package org.offprint.search.embedded.index;
