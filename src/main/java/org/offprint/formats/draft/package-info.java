/** Typed drafts of import records, which check each member against the rules of the record. */
package org.offprint.formats.draft;
