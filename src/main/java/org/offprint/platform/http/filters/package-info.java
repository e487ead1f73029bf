/**
 * Filters for every request, which apply limits, common headers and CORS, and which send problem documents for
 * failures.
 */
package org.offprint.platform.http.filters;
