/** REST resources for affiliation records, lists, merges and matches. */
package org.offprint.web.api.affiliations;
