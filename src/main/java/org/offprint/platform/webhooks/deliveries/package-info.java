/**
 * Webhook deliveries. The delivery of an event to a webhook is one database row, and is retried until it succeeds or is
 * given up.
 */
package org.offprint.platform.webhooks.deliveries;
