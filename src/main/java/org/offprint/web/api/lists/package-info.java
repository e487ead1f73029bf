/** Code shared by all lists, such as parameters, filters, facets, paging, suggestions and lookups. */
package org.offprint.web.api.lists;
