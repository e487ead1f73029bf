/** Journals, with the editable record, sections, DOI patterns and title history. */
package org.offprint.journal.journals;
