/** Highlighting of matches in titles, abstracts and full text. */
package org.offprint.search.lucene.highlight;
