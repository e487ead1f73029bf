/** Transactions of write requests, with If-Match, Idempotency-Key, Prefer and validateOnly. */
package org.offprint.web.api.writes;
