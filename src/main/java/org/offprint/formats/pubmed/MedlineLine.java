package org.offprint.formats.pubmed;

/** Line of a MEDLINE record, including continuation lines. */
record MedlineLine(String tag, StringBuilder value) {}
