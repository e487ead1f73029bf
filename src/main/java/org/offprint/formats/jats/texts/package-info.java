/** Reads and writes JATS titles, abstracts, keywords and statements. */
package org.offprint.formats.jats.texts;
