/** Matches printed affiliations with organizations; precision has priority over recall. */
package org.offprint.search.matching;
