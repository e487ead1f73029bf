/** Filters for every request, which apply limits, common headers, CORS and problem responses for failures. */
package org.offprint.platform.http.filters;
