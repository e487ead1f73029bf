/** Search in the process: the entry to an index of Lucene on the node's own disk, with a folder for each of its parts. */
package org.offprint.search.embedded;
