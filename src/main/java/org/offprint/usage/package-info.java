/** Usage by COUNTER 5.1: what people open, filtered, counted by day and kept by month. */
package org.offprint.usage;
