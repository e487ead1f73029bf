/** REST resources for webhooks, deliveries and the change feed. */
package org.offprint.web.api.webhooks;
