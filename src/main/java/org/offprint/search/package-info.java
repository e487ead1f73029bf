/** Search requests, search index and search results, independent of the search engine. */
package org.offprint.search;
