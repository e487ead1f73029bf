/** Affiliation resources, for lists, records, merges and matching of printed affiliations. */
package org.offprint.web.api.affiliations;
