/** Finds any record by a public identifier: DOI, ISSN, ORCID iD or ROR id. */
package org.offprint.api.lookup;
