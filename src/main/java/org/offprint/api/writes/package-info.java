/** Writes of clients: If-Match, Idempotency-Key, Prefer and validateOnly around the transaction of {@code changes}. */
package org.offprint.api.writes;
