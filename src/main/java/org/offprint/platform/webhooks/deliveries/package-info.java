/**
 * Webhook deliveries. A delivery has one row per event and webhook, and is retried until the delivery succeeds or is
 * given up.
 */
package org.offprint.platform.webhooks.deliveries;
