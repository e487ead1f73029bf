/**
 * Matching of references with articles in this service, and citation counts. In reference matching, precision has
 * priority over recall.
 */
package org.offprint.services.citations;
