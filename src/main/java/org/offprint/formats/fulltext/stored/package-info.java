/** Selects the source of each stored article, renders its text and caches the result. */
package org.offprint.formats.fulltext.stored;
