/** Search requests, index and results, independent of the search engine. */
package org.offprint.search;
