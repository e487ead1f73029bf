/** Analysis: tokens of texts and names, folding and stems. */
package org.offprint.search.lucene.analysis;
