/** Text analysis, with tokenization, folding and stemming of texts and names. */
package org.offprint.search.lucene.analysis;
