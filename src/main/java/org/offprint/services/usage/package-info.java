/** Usage statistics by COUNTER 5.1: filters, counts per day and stores per month. */
package org.offprint.services.usage;
