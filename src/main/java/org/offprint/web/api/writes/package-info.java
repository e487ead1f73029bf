/** Write transaction of a request, with If-Match, Idempotency-Key, Prefer and validateOnly. */
package org.offprint.web.api.writes;
