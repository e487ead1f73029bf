/** Parameters, filters, facets, paging, suggestions and lookups for all lists. */
package org.offprint.web.api.lists;
