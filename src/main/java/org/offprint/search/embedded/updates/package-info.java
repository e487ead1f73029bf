/** Follows the change log: updates the index by batches, and builds or rebuilds it. */
package org.offprint.search.embedded.updates;
