/** Usage statistics according to COUNTER 5.1, with filtering, daily counts and monthly totals. */
package org.offprint.services.usage;
