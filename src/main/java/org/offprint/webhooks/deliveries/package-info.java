/** Deliveries of events to webhooks: one row an event and webhook, tried until it succeeds or is given up. */
package org.offprint.webhooks.deliveries;
