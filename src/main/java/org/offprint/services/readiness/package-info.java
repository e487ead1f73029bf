/** Readiness reports for indexing services, and stored results for published articles. */
package org.offprint.services.readiness;
