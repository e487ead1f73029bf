/** Webhook, delivery and change feed resources. */
package org.offprint.web.api.webhooks;
