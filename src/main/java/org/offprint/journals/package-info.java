/** Journals: the record that editors keep, its sections, and the registers of DOIs and lineages. */
package org.offprint.journals;
