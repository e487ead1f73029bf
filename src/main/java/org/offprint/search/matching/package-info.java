/** Matching of printed affiliations with organizations, in which precision has priority over recall. */
package org.offprint.search.matching;
