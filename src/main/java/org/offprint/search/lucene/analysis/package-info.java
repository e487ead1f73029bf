/** Text analysis: tokens, folding and stemming of texts and names. */
package org.offprint.search.lucene.analysis;
