/** Readiness rules of indexing services, and a check for each rule. */
package org.offprint.services.readiness.rules;
