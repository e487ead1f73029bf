/** Matches printed affiliations to organizations; precision has priority over recall. */
package org.offprint.search.matching;
