/** Usage reports in COUNTER 5.1 formats for libraries, and as tables for editors. */
package org.offprint.services.usage.reports;
