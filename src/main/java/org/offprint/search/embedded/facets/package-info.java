/** Facet counts, computed without the facet's own filter. */
package org.offprint.search.embedded.facets;
