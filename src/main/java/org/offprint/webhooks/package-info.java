/** Webhooks: other systems are told of events by signed requests, as Standard Webhooks 1.0.0 has it. */
package org.offprint.webhooks;
