/** Execution of write requests in transactions, with support for If-Match, Idempotency-Key, Prefer and validateOnly. */
package org.offprint.web.api.writes;
