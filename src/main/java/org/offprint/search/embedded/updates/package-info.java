/** Index updates: following the change log, writing changes in batches, and rebuilding the index. */
package org.offprint.search.embedded.updates;
