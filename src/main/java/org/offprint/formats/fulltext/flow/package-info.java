/** Writes HTML and keeps track of which elements are allowed at the current position. */
package org.offprint.formats.fulltext.flow;
