/** Write requests: If-Match, Idempotency-Key, Prefer and validateOnly around the write transaction. */
package org.offprint.web.api.writes;
