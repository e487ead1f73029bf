/** Matching of references with articles in this service, and citation counts. Precision has priority over recall. */
package org.offprint.services.citations;
