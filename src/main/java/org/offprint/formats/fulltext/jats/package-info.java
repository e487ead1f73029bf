/** Writer for an article as JATS, with front matter from the record and the body from the source file. */
package org.offprint.formats.fulltext.jats;
