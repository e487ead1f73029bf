/** Readiness of records for indexing services: reports, and stored results for published articles. */
package org.offprint.services.readiness;
