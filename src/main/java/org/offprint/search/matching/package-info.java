/** Matching of printed affiliations with organizations. Precision has priority over recall. */
package org.offprint.search.matching;
