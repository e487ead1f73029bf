/**
 * Matching of references with articles in this service, and citation counts. Reference matching favors precision over
 * recall.
 */
package org.offprint.services.citations;
