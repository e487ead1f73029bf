/** Properties of a request: request id, route, client address and metrics per route. */
package org.offprint.platform.http.requests;
