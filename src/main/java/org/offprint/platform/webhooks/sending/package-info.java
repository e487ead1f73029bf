/** HTTP client for webhook requests, with address checks, timeouts and response reading. */
package org.offprint.platform.webhooks.sending;
