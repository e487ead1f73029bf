/** Writes an article as JATS: front matter from the record, body from the source file. */
package org.offprint.formats.fulltext.jats;
