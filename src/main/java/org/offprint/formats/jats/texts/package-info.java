/** Reader and writer for JATS titles, abstracts, keywords and statements. */
package org.offprint.formats.jats.texts;
