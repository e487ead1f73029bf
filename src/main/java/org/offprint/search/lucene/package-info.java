/** Search in the process: the entry to the Lucene index, with a folder for each of its parts. */
package org.offprint.search.lucene;
