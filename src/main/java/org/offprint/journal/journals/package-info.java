/** Journals: editable records, sections, DOI patterns and title history. */
package org.offprint.journal.journals;
