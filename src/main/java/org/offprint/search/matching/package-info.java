/**
 * Matching of printed affiliations with organizations: candidate search, name comparison and match scores. Precision
 * has priority over recall.
 */
package org.offprint.search.matching;
