/** Highlights of matches in titles, abstracts and other texts. */
package org.offprint.search.lucene.highlight;
