/** Identifiers and other normalized values: DOI, ORCID iD, ISSN, ROR id, language tag, date. */
package org.offprint.kernel.identifiers;
