/** Follows the change log: updates the index in batches and rebuilds it. */
package org.offprint.search.embedded.updates;
