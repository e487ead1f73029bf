/** Writes articles as JATS: the front matter of the record with the text of the source. */
package org.offprint.fulltext.jats;
