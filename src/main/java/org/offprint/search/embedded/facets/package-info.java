/**
 * Facet counts of the embedded engine: most frequent values, filter counts and counts per ancestor organization. Each
 * facet is computed without the filter of its own field.
 */
package org.offprint.search.embedded.facets;
