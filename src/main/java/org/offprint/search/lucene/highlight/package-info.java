/** Highlighting of matches in titles, abstracts and full texts. */
package org.offprint.search.lucene.highlight;
