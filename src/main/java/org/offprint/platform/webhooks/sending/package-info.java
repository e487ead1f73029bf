/** Sends one webhook request: address checks, timeouts and response reading. */
package org.offprint.platform.webhooks.sending;
