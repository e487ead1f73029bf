/** Identifiers and other normalized values, such as DOI, ORCID iD, ISSN, ROR id, language tag and date. */
package org.offprint.kernel.identifiers;
