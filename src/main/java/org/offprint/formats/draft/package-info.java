/** Typed drafts of imported records, which check each value against the rules of the record. */
package org.offprint.formats.draft;
