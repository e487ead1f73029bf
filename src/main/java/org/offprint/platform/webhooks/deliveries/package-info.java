/** Webhook deliveries: one row per event and webhook, retried until it succeeds or expires. */
package org.offprint.platform.webhooks.deliveries;
