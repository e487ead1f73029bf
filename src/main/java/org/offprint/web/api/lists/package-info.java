/**
 * Shared parameters, filters, facets and paging of all lists, and REST resources for suggestions and identifier
 * lookups.
 */
package org.offprint.web.api.lists;
