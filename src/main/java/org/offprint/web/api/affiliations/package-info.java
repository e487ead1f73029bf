/** REST resources for affiliation records, affiliation lists, merges and matching. */
package org.offprint.web.api.affiliations;
