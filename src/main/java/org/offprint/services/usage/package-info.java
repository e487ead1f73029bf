/** Usage statistics according to COUNTER 5.1: filtering, daily counts and monthly totals. */
package org.offprint.services.usage;
