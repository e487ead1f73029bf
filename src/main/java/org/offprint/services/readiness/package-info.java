/** Readiness of records for indexing services, with reports and with stored results for published articles. */
package org.offprint.services.readiness;
