/** Webhooks as editors manage them, and what was delivered. */
package org.offprint.api.webhooks;
