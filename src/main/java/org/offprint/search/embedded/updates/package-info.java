/** Follower of the change log that updates the index in batches and rebuilds the index. */
package org.offprint.search.embedded.updates;
