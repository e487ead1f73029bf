/** Readiness of records for indexing services: reports, and what is kept of published articles. */
package org.offprint.readiness;
