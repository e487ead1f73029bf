/** Properties of a request: request id, trace id, route, client address and metrics per route. */
package org.offprint.platform.http.requests;
