/** Parameters, filters, facets, paging, suggestions and identifier lookups for all lists. */
package org.offprint.web.api.lists;
