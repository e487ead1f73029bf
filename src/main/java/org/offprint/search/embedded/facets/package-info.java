/** Facets: counts of values, with the filter of the facet itself left out. */
package org.offprint.search.embedded.facets;
