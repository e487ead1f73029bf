/** The Lucene index on disk: directory, checkpoints, merges and open snapshots. */
package org.offprint.search.embedded.index;
