/** Webhook deliveries, with one row per event and webhook, which are retried until they succeed or expire. */
package org.offprint.platform.webhooks.deliveries;
