/** Outline of a text: headings, figures, tables, used files and remarks for editors. */
package org.offprint.formats.fulltext.report;
