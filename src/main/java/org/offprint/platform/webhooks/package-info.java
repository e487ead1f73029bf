/** Webhooks, which send signed events to other systems according to Standard Webhooks 1.0.0. */
package org.offprint.platform.webhooks;
