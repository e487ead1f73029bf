/** Follows the change log, updates the index in batches and rebuilds the index. */
package org.offprint.search.embedded.updates;
