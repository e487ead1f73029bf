/** Readiness rules, grouped by indexing service. */
package org.offprint.services.readiness.rules;
