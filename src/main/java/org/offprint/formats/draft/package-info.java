/** Records under construction: readers fill typed drafts that check each value against the record rules. */
package org.offprint.formats.draft;
