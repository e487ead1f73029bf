/** Filters around every request: limits, headers, CORS, and failures outside of resources. */
package org.offprint.http.filters;
