/** Organizations, with the editable record, merges of duplicates, parents and successors. */
package org.offprint.journal.affiliations;
