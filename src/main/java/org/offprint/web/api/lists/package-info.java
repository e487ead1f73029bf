/** Code shared by all lists: parameters, filters, facets, paging, suggestions and lookups. */
package org.offprint.web.api.lists;
