package org.offprint.formats.pubmed;

/** Line of a record, with its continuation lines. */
record MedlineLine(String tag, StringBuilder value) {}
