/** Usage reports: COUNTER 5.1 for libraries, and tables for editors. */
package org.offprint.services.usage.reports;
