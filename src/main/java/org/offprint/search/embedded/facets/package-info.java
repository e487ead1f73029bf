/** Computation of facet counts. Each facet is computed without the filter of the facet's own field. */
package org.offprint.search.embedded.facets;
