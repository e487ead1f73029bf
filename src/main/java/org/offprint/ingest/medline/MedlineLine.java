package org.offprint.ingest.medline;

/** A line of a record, with the lines that go on with it. */
record MedlineLine(String tag, StringBuilder value) {}
