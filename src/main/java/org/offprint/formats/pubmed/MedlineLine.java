package org.offprint.formats.pubmed;

/** A line of a record, with the lines that go on with it. */
record MedlineLine(String tag, StringBuilder value) {}
