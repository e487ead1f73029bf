/** Filters that apply limits, common headers and CORS to every request, and send problem documents for failures. */
package org.offprint.platform.http.filters;
