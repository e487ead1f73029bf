/** Usage: events of front ends, and tables for editors. */
package org.offprint.api.usage;
