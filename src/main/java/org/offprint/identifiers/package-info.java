/**
 * Identifiers and other values with one written form: DOI, ORCID iD, ISSN, ROR id, language tag, date. No
 * dependencies.
 */
package org.offprint.identifiers;
