/**
 * One record, every format. A format is a pure function of the published record: one {@link
 * org.offprint.export.RecordWriter} in a package of its own, one line in {@link org.offprint.export.Formats}.
 */
package org.offprint.export;
