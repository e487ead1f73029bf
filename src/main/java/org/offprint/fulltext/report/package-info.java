/** Lists beside the text: headings, figures, tables, files, and remarks for editors. */
package org.offprint.fulltext.report;
