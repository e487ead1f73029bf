/** Parsed JATS source file and the targets of its internal links. */
package org.offprint.formats.fulltext.source;
