/** Webhooks: signed event requests to other systems, following Standard Webhooks 1.0.0. */
package org.offprint.platform.webhooks;
