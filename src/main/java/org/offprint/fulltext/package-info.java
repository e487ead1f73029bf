/** Writes the text of an article, as its JATS file has it, as HTML, as plain words, and as lists of what is in it. */
package org.offprint.fulltext;
