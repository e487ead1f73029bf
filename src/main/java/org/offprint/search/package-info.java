/** Search interface: request, index and answer, independent of the search engine. */
package org.offprint.search;
