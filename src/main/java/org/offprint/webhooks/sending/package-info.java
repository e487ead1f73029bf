/** One request to a receiver: where it may go, how long it may take, and how its answer is read. */
package org.offprint.webhooks.sending;
