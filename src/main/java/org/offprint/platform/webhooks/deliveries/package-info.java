/**
 * Webhook deliveries. Each delivery of an event to a webhook is one row, and is retried until it succeeds or is given
 * up.
 */
package org.offprint.platform.webhooks.deliveries;
