/** Rendering of XHTML and CALS tables. */
package org.offprint.formats.fulltext.tables;
