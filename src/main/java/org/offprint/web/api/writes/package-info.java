/** Runs the write transaction of a request and handles If-Match, Idempotency-Key, Prefer and validateOnly. */
package org.offprint.web.api.writes;
