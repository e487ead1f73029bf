/** Tables of XHTML and of CALS. */
package org.offprint.fulltext.tables;
