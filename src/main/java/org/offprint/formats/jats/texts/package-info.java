/** Titles, abstracts, keywords and statements of JATS: readers and writers. */
package org.offprint.formats.jats.texts;
