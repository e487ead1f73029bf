/** The index on disk and its open views: directories, checkpoints, merges, facet snapshots. */
package org.offprint.search.embedded.index;
