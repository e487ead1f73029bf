/** The rules of suggestions and of spelling corrections, for every engine. */
package org.offprint.search.lucene.suggest;
