/** Search interface that is independent of the search engine: requests, index and results. */
package org.offprint.search;
