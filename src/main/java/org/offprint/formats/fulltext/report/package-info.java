/** Outline of a full text, with headings, figures, tables, used files and remarks for editors. */
package org.offprint.formats.fulltext.report;
