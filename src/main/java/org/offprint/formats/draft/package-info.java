/** Drafts of records. Readers fill typed drafts that check each value against the rules of the record. */
package org.offprint.formats.draft;
